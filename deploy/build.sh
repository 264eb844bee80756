#!/bin/sh
# Builds what the images hold; runs inside the Dockerfile's build stage.
set -eu
modules=coordinator-service,extractor-service,transformer-service,loader-service,validator-service,archive-service,sandbox
exec ./mvnw -B -ntp package -pl "$modules" -am -DskipTests \
  -Dspotless.check.skip=true -Dsort.skip=true -Dcyclonedx.skip=true
