#!/bin/sh
# Gives the services their rights on a Kafka with an authorizer, by acls.txt: apply-acls.sh KAFKA_ACLS BOOTSTRAP ADMIN.PROPERTIES
#   deploy/kafka/apply-acls.sh /opt/kafka/bin/kafka-acls.sh kafka:9093 admin.properties
set -eu
acls=$1 bootstrap=$2 admin=$3
workers="extractor-service transformer-service loader-service validator-service archive-service"
sed -e 's/#.*//' -e '/^ *$/d' "$(dirname -- "$0")/acls.txt" | while read -r principal operation resource name; do
  pattern=literal
  case $name in
  '*') ;;
  *'*') pattern=prefixed name=${name%?} ;;
  esac
  [ "$principal" = workers ] && principals=$workers || principals=$principal
  for each in $principals; do
    "$acls" --bootstrap-server "$bootstrap" --command-config "$admin" --add --allow-principal "User:$each" \
      --operation "$operation" "--$resource" "$name" --resource-pattern-type "$pattern" </dev/null
  done
done
