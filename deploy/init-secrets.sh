#!/bin/sh
# Makes the secrets of an installation, each one that is missing, in deploy/secrets, or in the folder that DROVER_SECRETS_FOLDER names
# (docker-compose.yml takes the same). Nothing that exists is changed.
set -eu
secrets=${DROVER_SECRETS_FOLDER:-$(dirname -- "$0")/secrets}

# Only the owner may enter the folder. The files themselves are readable to all, since a container mounts each one
# alone, with the owner and mode that it has here, and reads it as a user of its own.
mkdir -p "$secrets"
chmod 700 "$secrets"
cd "$secrets"

random() {
  head -c "$1" /dev/urandom
}

hex() {
  random "$1" | od -An -v -tx1 | tr -d ' \n'
}

# put NAME: keeps standard input under that name, whole or not at all.
put() {
  cat >"$1.new"
  chmod 444 "$1.new"
  mv "$1.new" "$1"
  echo "made $secrets/$1"
}

[ -f api-token ] || hex 32 | put api-token
[ -f secret-key ] || random 32 | base64 | put secret-key
[ -f postgres-password ] || hex 24 | put postgres-password
if [ ! -f database.properties ]; then
  hex 24 | put postgres-owner-password
  hex 24 | put postgres-service-password
  # As whom the services work, and as whom they make the tables (postgres-roles.sql).
  printf 'drover.database.user=drover_service\ndrover.database.password=%s\ndrover.schema-owner.user=drover_owner\ndrover.schema-owner.password=%s\n' \
    "$(cat postgres-service-password)" "$(cat postgres-owner-password)" | put database.properties
fi
[ -f s3-credentials ] || printf '[default]\naws_access_key_id = drover\naws_secret_access_key = %s\n' "$(hex 20)" |
  put s3-credentials
