"""What errors of Neo4j's driver become: a stable code, the place, a remedy, and nothing of what the server said."""

from __future__ import annotations

import ssl

import pytest
from neo4j.exceptions import (
    AuthError,
    CertificateConfigurationError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ResultConsumedError,
    ServiceUnavailable,
    SessionExpired,
    TransactionError,
    UnsupportedServerProduct,
)

from hub.errors import Code, DeadlineError, StoreError
from hub.settings import Neo4jAddress
from hub.stores.neo4j.errors import Refused, TooMuch, explained, told

HERE = Neo4jAddress("bolt://graph.example:7687", database="county", user="linli", password="never-to-be-seen")
SECRET = "a household's number"

SAID = {
    "ClientError.Cluster.Routing": None,
    "ClientError.Database.DatabaseNotFound": Code.BAD_SETTINGS,
    "ClientError.General.ForbiddenOnReadOnlyDatabase": Code.STORE_DOWN,
    "ClientError.General.TransactionOutOfMemoryError": Code.STORE_BUSY,
    "ClientError.General.WriteOnReadOnlyAccessDatabase": Code.STORE_DOWN,
    "ClientError.Procedure.ProcedureCallFailed": Code.STORE_DOWN,
    "ClientError.Schema.ConstraintValidationFailed": None,
    "ClientError.Security.AuthenticationRateLimit": Code.BAD_SETTINGS,
    "ClientError.Security.AuthorizationExpired": Code.BAD_SETTINGS,
    "ClientError.Security.CredentialsExpired": Code.BAD_SETTINGS,
    "ClientError.Security.Forbidden": Code.BAD_SETTINGS,
    "ClientError.Security.TokenExpired": Code.BAD_SETTINGS,
    "ClientError.Security.Unauthorized": Code.BAD_SETTINGS,
    "ClientError.Statement.ParameterMissing": None,
    "ClientError.Statement.SyntaxError": None,
    "ClientError.Transaction.LockClientStopped": Code.STORE_DOWN,
    "ClientError.Transaction.Terminated": Code.STORE_DOWN,
    "ClientError.Transaction.TransactionTimedOut": Code.DEADLINE,
    "ClientError.Transaction.TransactionTimedOutClientConfiguration": Code.DEADLINE,
    "DatabaseError.General.IndexCorruptionDetected": Code.STORE_DOWN,
    "DatabaseError.General.UnknownError": Code.STORE_DOWN,
    "DatabaseError.Statement.ExecutionFailed": Code.STORE_DOWN,
    "DatabaseError.Transaction.TransactionCommitFailed": Code.STORE_DOWN,
    "DatabaseError.Transaction.TransactionLogError": Code.STORE_FULL,
    "DatabaseError.Transaction.TransactionStartFailed": Code.STORE_DOWN,
    "TransientError.Cluster.NotALeader": Code.STORE_DOWN,
    "TransientError.General.DatabaseUnavailable": Code.STORE_DOWN,
    "TransientError.General.MemoryPoolOutOfMemoryError": Code.STORE_BUSY,
    "TransientError.General.OutOfMemoryError": Code.STORE_BUSY,
    "TransientError.General.StackOverFlowError": Code.STORE_BUSY,
    "TransientError.General.TransactionMemoryLimit": Code.STORE_BUSY,
    "TransientError.Request.NoThreadsAvailable": Code.STORE_BUSY,
    "TransientError.Request.ResourceExhaustion": Code.STORE_BUSY,
    "TransientError.Transaction.DeadlockDetected": Code.STORE_LOCKED,
    "TransientError.Transaction.LeaseExpired": Code.STORE_DOWN,
    "TransientError.Transaction.LockAcquisitionTimeout": Code.STORE_LOCKED,
    "TransientError.Transaction.MaximumTransactionLimitReached": Code.STORE_BUSY,
    "TransientError.Transaction.Outdated": Code.STORE_DOWN,
}
"""By name of the server's error; None where it takes a statement to be wrong: a fault of the program's own."""


def of_server(name: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=f"Neo.{name}", message=SECRET)


@pytest.mark.parametrize(("name", "code"), SAID.items(), ids=SAID)
def test_errors_of_a_server_have_stable_codes(name: str, code: Code | None) -> None:
    with pytest.raises((StoreError, Refused)) as raised, told(HERE):
        raise of_server(name)
    found = raised.value
    if code is None:
        assert isinstance(found, Refused)
        assert found.code.endswith(name.rpartition(".")[2])
    else:
        assert isinstance(found, StoreError)
        assert found.code is code
        assert str(HERE) in found.message
        assert isinstance(found, DeadlineError) is (code is Code.DEADLINE)
    assert SECRET not in str(found)


def test_only_what_memory_does_not_suffice_for_may_be_asked_in_smaller_parts() -> None:
    memory = {name for name in SAID if isinstance(explained(of_server(name), HERE), TooMuch)}
    assert memory == {name for name in SAID if "Memory" in name or "OverFlow" in name}


def of_driver() -> dict[str, tuple[DriverError, Code, str]]:
    """Errors of the driver, the code of each, and words of its remedy."""
    verification, agreement = ServiceUnavailable("x"), ServiceUnavailable("x")
    verification.__cause__ = OSError(SECRET)
    verification.__cause__.__cause__ = ssl.SSLCertVerificationError(SECRET)
    agreement.__cause__ = ssl.SSLError(SECRET)
    several = ServiceUnavailable(SECRET)
    several.__cause__ = ExceptionGroup(SECRET, [OSError(SECRET), ssl.SSLCertVerificationError(SECRET)])
    return {
        "gone": (ServiceUnavailable(SECRET), Code.STORE_DOWN, "check that it runs"),
        "expired": (SessionExpired(SECRET), Code.STORE_DOWN, "check that it runs"),
        "untrusted": (verification, Code.BAD_SETTINGS, "certificate is not trusted"),
        "untrusted at one address": (several, Code.BAD_SETTINGS, "certificate is not trusted"),
        "no certificate": (CertificateConfigurationError(SECRET), Code.BAD_SETTINGS, "certificate"),
        "no TLS": (agreement, Code.STORE_DOWN, "no TLS can be agreed on"),
        "pool": (ConnectionAcquisitionTimeoutError(SECRET), Code.STORE_BUSY, "no connection became free"),
        "commit": (IncompleteCommit(SECRET), Code.STORE_DOWN, "nobody knows yet"),
        "product": (UnsupportedServerProduct(SECRET), Code.BAD_SETTINGS, "5.26 or newer"),
        "address": (ConfigurationError(SECRET), Code.BAD_SETTINGS, "correct the setting"),
        "another": (DriverError(SECRET), Code.STORE_DOWN, "try again"),
    }


@pytest.mark.parametrize("name", of_driver())
def test_errors_of_the_driver_have_stable_codes(name: str) -> None:
    error, code, words = of_driver()[name]
    with pytest.raises(StoreError, match=words) as raised, told(HERE):
        raise error
    found = raised.value
    assert (found.code, SECRET in found.message) == (code, False)
    assert str(HERE) in found.message


def test_a_wrong_login_is_told_without_it() -> None:
    error = AuthError._hydrate_neo4j(code="Neo.ClientError.Security.Unauthorized", message=SECRET)
    found = explained(error, HERE)
    assert isinstance(found, StoreError)
    assert "neo4j.password" in found.message
    assert "never-to-be-seen" not in found.message


@pytest.mark.parametrize("error", [ResultConsumedError(None, SECRET), TransactionError(None, SECRET), KeyError("x")])
def test_faults_of_the_program_pass_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as raised, told(HERE):
        raise error
    assert raised.value is error
