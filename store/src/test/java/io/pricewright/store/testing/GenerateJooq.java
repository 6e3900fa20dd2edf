package io.pricewright.store.testing;

import io.pricewright.store.database.PgAddress;
import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Writes the tables of the migrated database as Java, so that a renamed column breaks the build.
 * {@code ./pricewright generate} runs it after a migration was added.
 */
public final class GenerateJooq {
  private GenerateJooq() {}

  /** Writes into the source folder that is named as the only argument. */
  public static void main(String[] arguments) throws Exception {
    into(Path.of(arguments[0]));
  }

  /** Writes the package {@code io.pricewright.store.jooq} below a folder. */
  public static void into(Path folder) throws Exception {
    PgAddress owner = TestStores.freshDatabase().owner();
    GenerationTool.generate(
        new Configuration()
            .withLogging(Logging.WARN)
            .withJdbc(
                new Jdbc()
                    .withUrl(owner.jdbcUrl())
                    .withUser(owner.user())
                    .withPassword(owner.password()))
            .withGenerator(
                new Generator()
                    .withName(RowGenerator.class.getName())
                    .withDatabase(tables())
                    .withGenerate(plain())
                    .withTarget(
                        new Target()
                            .withPackageName("io.pricewright.store.jooq")
                            .withDirectory(folder.toString())
                            .withClean(true))));
  }

  private static Database tables() {
    return new Database()
        .withName("org.jooq.meta.postgres.PostgresDatabase")
        .withInputSchema("public")
        .withOutputSchemaToDefault(true)
        .withExcludes("flyway_schema_history|.*_scopes|clocks_ahead")
        .withIncludeRoutines(false)
        .withIncludeSequences(false)
        .withIncludeUDTs(false)
        .withIncludeDomains(false)
        .withIncludeIndexes(false)
        .withIncludeForeignKeys(false)
        .withIncludePrimaryKeys(true)
        .withIncludeUniqueKeys(false)
        .withIncludeCheckConstraints(false)
        .withForcedTypes(ColumnTypes.all());
  }

  private static Generate plain() {
    return new Generate()
        .withTables(true)
        .withRecords(false)
        .withPojos(false)
        .withKeys(false)
        .withIndexes(false)
        .withRelations(false)
        .withRoutines(false)
        .withSequences(false)
        .withUdts(false)
        .withDefaultCatalog(false)
        .withDefaultSchema(false)
        .withGlobalCatalogReferences(false)
        .withGlobalSchemaReferences(false)
        .withGlobalTableReferences(true)
        .withJavadoc(false)
        .withWhereMethodOverrides(false)
        .withAsMethodOverrides(true)
        .withRenameMethodOverrides(false);
  }
}
