"""What the driver's errors mean: errors of ours, which name the place and the remedy.

Nothing of what a server says is passed on but the name of its error, for its texts may hold values. The names
(``Neo.ClientError.…``) are the same in all versions; GQL status codes are not.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    CertificateConfigurationError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    CypherSyntaxError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ResultError,
    ServiceUnavailable,
    SessionError,
    SessionExpired,
    TransactionError,
    UnsupportedServerProduct,
)

from hub.errors import Code, DeadlineError, StoreError
from hub.settings import Neo4jAddress

LOGIN = "set neo4j.user, and neo4j.password_file or neo4j.token_file"


class Refused(Exception):
    """The server refused a statement that this program made: a fault of the program, not of its surroundings.

    ``code``: the server's name of it. ``known``: its GQL status.
    """

    def __init__(self, code: str, known: str) -> None:
        super().__init__(f"Neo4j refused a statement: {code} ({known})")
        self.code = code


class TooMuch(StoreError):
    """STORE_BUSY: the server's memory does not suffice for a statement; a smaller one may do."""


@contextmanager
def told(address: Neo4jAddress) -> Iterator[None]:
    """Turn errors of the driver into errors that name a remedy; errors of this program pass as they are.

    Raises:
        StoreError: STORE_DOWN, STORE_BUSY, STORE_LOCKED, STORE_FULL; BAD_SETTINGS for login, database, certificate.
        DeadlineError: DEADLINE, the server stopped a statement that took too long.
        Refused: the server takes a statement to be wrong.
    """
    try:
        yield
    except (Neo4jError, DriverError) as error:
        if isinstance(error, ResultError | SessionError | TransactionError):
            raise  # the driver was used in a wrong way: a fault of this program, without values
        # What is wrong with a statement's text is said by quoting it, and no text has values in it.
        raise explained(error, address) from (error if isinstance(error, CypherSyntaxError) else None)


def explained(error: Neo4jError | DriverError, address: Neo4jAddress) -> StoreError | Refused:
    """What an error of the driver means."""
    if isinstance(error, Neo4jError):
        return _of_server(error, address)
    if isinstance(error, ConnectionAcquisitionTimeoutError):
        return StoreError(Code.STORE_BUSY, f"{address}: no connection became free in time; ask again a little later")
    if isinstance(error, IncompleteCommit):
        return StoreError(
            Code.STORE_DOWN,
            f"{address}: the connection broke while a change was committed, so that nobody knows yet whether it was; "
            "`linli loads` shows how far a load came, and the same command goes on from there",
        )
    if isinstance(error, UnsupportedServerProduct):
        return StoreError(Code.BAD_SETTINGS, f"{address}: this is no Neo4j server that can be used; {OLDEST}")
    if _certificate(error) or isinstance(error, CertificateConfigurationError):
        return StoreError(
            Code.BAD_SETTINGS,
            f"{address}: the server's certificate is not trusted; let the system trust who signed it, or use +ssc in "
            "the address where the server made it itself",
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreError(Code.STORE_DOWN, f"{address}: {_unreachable(error)}")
    if isinstance(error, ConfigurationError):
        return StoreError(Code.BAD_SETTINGS, f"{address}: the driver cannot use this address; correct the setting")
    return StoreError(Code.STORE_DOWN, f"{address}: the connection failed ({type(error).__name__}); try again")


OLDEST = "Neo4j 5.26 or newer is wanted (the LTS, or a version by year and month such as 2026.08)"


def _of_server(error: Neo4jError, address: Neo4jAddress) -> StoreError | Refused:
    name = error.code or ""
    short = name.removeprefix("Neo.")
    if (found := _MEANINGS.get(short)) is not None:
        code, text = found
        kind = DeadlineError if found is _LATE else TooMuch if found is _TOO_MUCH else StoreError
        return kind(code, f"{address}: {text}")
    if isinstance(error, AuthError) or short.startswith("ClientError.Security."):
        return StoreError(Code.BAD_SETTINGS, f"{address}: the login was not accepted ({name}); {LOGIN}")
    if short.startswith("ClientError."):
        return Refused(name, error.gql_status)
    if short.startswith("TransientError."):
        return StoreError(Code.STORE_DOWN, f"{address}: the server cannot do it now ({name}); try again")
    return StoreError(Code.STORE_DOWN, f"{address}: the server failed ({name}); its log says why")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and what it came of."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__


def _certificate(error: DriverError) -> bool:
    return any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error))


def _unreachable(error: DriverError) -> str:
    """Why a server cannot be reached."""
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return "no TLS can be agreed on; leave +s or +ssc out of the address where the server has none"
    return "the server cannot be reached, or has just stopped; check that it runs, and the address"


_TOO_MUCH = (
    Code.STORE_BUSY,
    "the server has no memory left for this; ask for less at once, or ask again a little later, or give its "
    "transactions more (dbms.memory.transaction.total.max, server.memory.heap.max_size)",
)
_LATE = (Code.DEADLINE, "the deadline passed while the store was searching; ask for less, or allow more time")
LOCKED = (
    Code.STORE_LOCKED,
    "others are writing what should be written; nothing was written: wait for them to end, then try again",
)
_MANY = (Code.STORE_BUSY, "the server has too much to do at once; ask again a little later")
_READ_ONLY = (
    Code.STORE_DOWN,
    "the database may only be read; nothing was written: check server.databases.read_only and "
    "server.databases.default_to_read_only of the server",
)
_FULL = (
    Code.STORE_FULL,
    "the server could not write its log, most likely because its disk is full; free some space, start the server "
    "again, and run the same again (a load resumes)",
)
_STRICKEN = (
    Code.STORE_DOWN,
    "the server has had a fault that it cannot recover from, such as a full disk; its log says which: mend it, and "
    "start the server again",
)
_STOPPED = (Code.STORE_DOWN, "the server gave the work up, perhaps because it is being stopped; try again")
_UNAVAILABLE = (
    Code.STORE_DOWN,
    "the server runs, but this database is not online; `SHOW DATABASES` says why, or wait while it starts",
)
_NO_DATABASE = (
    Code.BAD_SETTINGS,
    "the server has no database of this name; correct the address or neo4j.database; `SHOW DATABASES` lists those that "
    "there are",
)

_MEANINGS = {
    "ClientError.Database.DatabaseNotFound": _NO_DATABASE,
    "ClientError.General.ForbiddenOnReadOnlyDatabase": _READ_ONLY,
    "ClientError.General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "ClientError.General.TransactionOutOfMemoryError": _TOO_MUCH,
    # The one procedure that may fail is the search.
    "ClientError.Procedure.ProcedureCallFailed": (
        Code.STORE_DOWN,
        "the index of the search cannot be used; `linli check` says what is missing, `linli copy --finish` makes it",
    ),
    "ClientError.Security.Forbidden": (
        Code.BAD_SETTINGS,
        "the user may not do this; give the user the rights to read, write and make indexes, or set another one",
    ),
    "ClientError.Security.AuthenticationRateLimit": (
        Code.BAD_SETTINGS,
        f"the login was wrong several times, and the server waits for some seconds; correct it: {LOGIN}",
    ),
    "ClientError.Security.CredentialsExpired": (
        Code.BAD_SETTINGS,
        "the password is the first one that the server was made with, and has to be changed before it can be used: "
        "ALTER CURRENT USER SET PASSWORD",
    ),
    "ClientError.Transaction.LockClientStopped": _STOPPED,
    "ClientError.Transaction.Terminated": _STOPPED,
    "ClientError.Transaction.TransactionTimedOut": _LATE,
    "ClientError.Transaction.TransactionTimedOutClientConfiguration": _LATE,
    "DatabaseError.Transaction.TransactionLogError": _FULL,
    "DatabaseError.Transaction.TransactionStartFailed": _STRICKEN,
    "TransientError.General.DatabaseUnavailable": _UNAVAILABLE,
    "TransientError.General.MemoryPoolOutOfMemoryError": _TOO_MUCH,
    "TransientError.General.OutOfMemoryError": _TOO_MUCH,
    "TransientError.General.StackOverFlowError": _TOO_MUCH,
    "TransientError.General.TransactionMemoryLimit": _TOO_MUCH,
    "TransientError.Request.NoThreadsAvailable": _MANY,
    "TransientError.Request.ResourceExhaustion": _MANY,
    "TransientError.Transaction.DeadlockDetected": LOCKED,
    "TransientError.Transaction.LockAcquisitionTimeout": LOCKED,
    "ClientError.Transaction.LockAcquisitionTimeout": LOCKED,
    "TransientError.Transaction.MaximumTransactionLimitReached": _MANY,
}
