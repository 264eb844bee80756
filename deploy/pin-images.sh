#!/bin/sh
# Finds the digests that the images of docker-compose.yml and the Dockerfile have now, and writes them to deploy/images.env: a tag can be
# given to another image, a digest cannot. Then: docker compose --env-file deploy/images.env up --build
# It asks the registries, so it needs a network and Docker with buildx.
set -eu
cd "$(dirname -- "$0")/.."

# The variables with the images that they stand for, NAME IMAGE a line.
images() {
  sed -n 's/.*\${\([A-Z0-9]*_IMAGE\):-\([^}]*\)}.*/\1 \2/p' docker-compose.yml | sort -u
}

images | while read -r name image; do
  digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}' </dev/null)
  case $digest in
    sha256:*) [ "${#digest}" -eq 71 ] || digest='' ;;
    *) digest='' ;;
  esac
  if [ -z "$digest" ]; then
    echo "no digest of $image was found" >&2
    exit 1
  fi
  echo "$name=$image@$digest"
done >deploy/images.env.new
mv deploy/images.env.new deploy/images.env
cat deploy/images.env
