#!/bin/sh
# Packs what a laptop needs, without sources, into target/drover-VERSION-PLATFORM.tar.gz, and its SHA-256 beside it.
#   ./mvnw package -DskipTests, then deploy/distribution.sh VERSION. The same programs give the same bytes; it wants GNU tar.
# The platform is the one that PostgreSQL's programs are of: -Dpostgres.platform=darwin-arm64v8 brings those of another.
set -eu
cd "$(dirname -- "$0")/.."

version=${1:?the version, for example 0.1.0}
# What is in it is as old as the sources.
time=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' pom.xml)
binaries=$(cd embedded-servers/target/lib && echo embedded-postgres-binaries-*.jar)
case $binaries in
  *' '*) echo "Several platforms are in embedded-servers/target/lib: delete all but one of $binaries" >&2 && exit 1 ;;
esac
platform=$(echo "$binaries" | sed 's:embedded-postgres-binaries-\(.*\)-[0-9.]*\.jar:\1:')
name=drover-$version-$platform

set -- drover README.md LICENSE NOTICE CHANGELOG.md docs examples paths/*/demo \
  cli/target/cli.jar cli/target/lib \
  embedded-servers/target/embedded-servers.jar embedded-servers/target/lib embedded-servers/target/s3mock \
  sandbox/target/sandbox.jar sandbox/target/lib \
  standalone/target/quarkus-app
# Programs that connectors bring, as the launcher finds them.
for tools in connectors/*/tools; do
  connector=$(basename -- "${tools%/tools}")
  set -- "$@" "$tools" "connectors/$connector/target/lib"
  for tool in $(awk '{ print $1 }' "$tools"); do
    set -- "$@" "connectors/$connector/target/$connector-$tool.jar"
  done
done
for each in "$@"; do
  [ -e "$each" ] || { echo "$each is missing: ./mvnw package -DskipTests builds it." >&2 && exit 1; }
done

mkdir -p target
# Not through a pipe, whose failure would be lost.
tar --create --file "target/$name.tar" --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner \
  --transform "s:^:drover-$version/:S" "$@"
gzip --no-name --best --force "target/$name.tar"
cd target
sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256"
