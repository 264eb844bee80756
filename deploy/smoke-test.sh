#!/bin/sh
# Starts docker-compose.yml with the sandbox, moves the Mattermost project through the six services, and takes all down again,
# volumes included. For a machine on which nothing of Drover's runs: its own project name keeps it apart from an installation's volumes.
set -eu
cd "$(dirname -- "$0")/.."

export COMPOSE_PROJECT_NAME=drover-smoke COMPOSE_PROFILES=sandbox DROVER_PORT="${DROVER_PORT:-8470}"
export DROVER_NETWORK_ALLOW="${DROVER_NETWORK_ALLOW:-172.16.0.0/12,192.168.0.0/16}"
export ZEPHYR_URL=http://sandbox:8080/zephyr/v2 QTEST_URL=http://sandbox:8080/qtest
# These open sandboxes only.
export ZEPHYR_TOKEN=eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJkcm92ZXItc2FuZGJveCIsImlzcyI6InNhbmRib3gifQ.c2FuZGJveA
export QTEST_TOKEN=5a0d0b0c-0000-4000-8000-000000000001

end() {
  code=$?
  trap - EXIT
  if [ "$code" -ne 0 ]; then docker compose logs --no-color --tail 200; fi
  docker compose down --volumes
  exit "$code"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

deploy/init-secrets.sh
docker compose up --build --detach --wait
# Its code is 0 only when the books balance and nothing was rejected.
./drover run examples/mattermost.yaml --server "http://127.0.0.1:$DROVER_PORT" --token-file deploy/secrets/api-token
