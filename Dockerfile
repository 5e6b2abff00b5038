# A hub. Its settings are variables (docs/settings.md); docker-compose.yml runs it beside Neo4j.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY graph_schema graph_schema
COPY hub hub
COPY loaders loaders
COPY linli linli
# The environment has no pip of its own: what is not installed here is not installed at all.
RUN python -m venv --without-pip /opt/linli \
    && python -m pip --python /opt/linli/bin/python install --no-cache-dir --disable-pip-version-check \
        --only-binary=:all: --constraint constraints.txt '.[neo4j]'

FROM python:3.11.14-slim-bookworm
# A number, so that it can be seen from outside that it is not root. The folder holds what a hub keeps besides its graph.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/linli --shell /usr/sbin/nologin linli \
    && install --directory --mode 0700 --owner linli --group linli /var/lib/linli
COPY --from=build /opt/linli /opt/linli
ENV PATH=/opt/linli/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_DATA_HOME=/var/lib
USER 10001:10001
WORKDIR /var/lib/linli
ENTRYPOINT ["linli"]
CMD ["serve"]
