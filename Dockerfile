# The images of the six services and of the sandbox:
#   docker build --build-arg SERVICE=loader-service .
#   docker build --target sandbox .
# It needs BuildKit, which is what Docker 23 and newer build with.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG BASE_IMAGE=eclipse-temurin:25-jre

# The same for all images and processors, so that Docker builds it once. Maven's downloads stay in a cache beside it.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked sh deploy/build.sh

FROM ${BASE_IMAGE} AS base
COPY LICENSE NOTICE /licenses/
USER 10001:10001
EXPOSE 8080

FROM base AS sandbox
COPY --from=build /src/sandbox/target/sandbox.jar /app/
COPY --from=build /src/sandbox/target/lib /app/lib
ENV JDK_JAVA_OPTIONS="-Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/app/sandbox.jar", "--host", "0.0.0.0", "--port", "8080"]

# The last stage is what is built when no other is named. Virtual threads have more carriers than a container has
# processors, and more than database connections, since one that waits for a connection to be made spins and keeps its carrier.
FROM base AS service
ARG SERVICE
COPY --from=build /src/${SERVICE}/target/quarkus-app /app
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080 \
    JDK_JAVA_OPTIONS="-Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -Djdk.virtualThreadScheduler.parallelism=64"
ENTRYPOINT ["java", "-jar", "/app/quarkus-run.jar"]
