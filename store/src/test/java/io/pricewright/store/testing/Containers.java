package io.pricewright.store.testing;

import io.pricewright.store.embedded.PgAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Redis in containers; the engine's reaper removes them after the JVM. */
final class Containers {
  private Containers() {}

  /**
   * Whether an engine answers; a look at the usual sockets spares machines without one the wait.
   */
  static boolean available() {
    boolean hinted =
        System.getenv("DOCKER_HOST") != null
            || Files.exists(Path.of("/var/run/docker.sock"))
            || Files.exists(Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"));
    return hinted && DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // the engine's reaper closes them when this JVM ends
  static Backend start() {
    GenericContainer<?> pg =
        new GenericContainer<>(DockerImageName.parse("postgres:18"))
            .withEnv("POSTGRES_PASSWORD", "postgres")
            .withExposedPorts(5432)
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\n", 2));
    GenericContainer<?> redis =
        new GenericContainer<>(DockerImageName.parse("redis:8")).withExposedPorts(6379);
    pg.start();
    redis.start();
    PgAddress admin =
        new PgAddress(pg.getHost(), pg.getMappedPort(5432), "postgres", "postgres", "postgres");
    return new Backend(admin, "redis://" + redis.getHost() + ":" + redis.getMappedPort(6379), 16);
  }
}
