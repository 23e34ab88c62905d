# syntax=docker/dockerfile:1
# One file in a small Debian, run by a user without rights. Build and start:
#   docker build --tag omamori .
#   docker run --detach --name omamori --publish 127.0.0.1:8080:8080 --env OMAMORI_ALLOW_PLAIN_HTTP=true --volume omamori:/data omamori
# That is plain HTTP, which nobody but this machine reaches. For others, instead of OMAMORI_ALLOW_PLAIN_HTTP:
#   a certificate made here: --env OMAMORI_TLS=ca --env OMAMORI_TLS_NAMES=it.example.co.jp
#   a proxy that speaks TLS in front: --env OMAMORI_BEHIND_PROXY=true

FROM node:22-bookworm-slim AS node

FROM rust:1.95-slim-bookworm AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# The image brings the toolchain; rustfmt and clippy of rust-toolchain.toml are not needed here.
ENV RUSTUP_TOOLCHAIN=1.95.0
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --profile dist --locked --package omamori \
    && install -D target/dist/omamori /out/omamori

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 omamori \
    && useradd --system --uid 10001 --gid omamori --home-dir /data --no-create-home omamori \
    && install --directory --owner=omamori --group=omamori --mode=0700 /data
COPY --from=build /out/omamori /usr/local/bin/omamori
COPY LICENSE /usr/share/doc/omamori/LICENSE
ENV OMAMORI_DATA=/data OMAMORI_LISTEN=0.0.0.0:8080
USER omamori
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Debian's bash speaks TCP by itself, so no second program is needed to ask. A server that speaks TLS answers 400 to that.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -Eq ' (200|400) '"]
ENTRYPOINT ["omamori"]
CMD ["serve"]
