package huiwen;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import java.util.List;

/** Imports point only down the floors of docs/architecture.md, with no circles. */
@AnalyzeClasses(packages = "huiwen", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

  private static final List<String> FLOORS = List.of("board", "live", "tally", "desk", "intake", "triage",
      "question", "fair", "access", "http", "bus", "db", "config");

  @ArchTest
  static final ArchRule importsPointDown = floors();

  @ArchTest
  static final ArchRule noCircles = slices().matching("huiwen.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyMigrationsSpeakJdbc = ArchRuleDefinition.noClasses()
      .that().resideOutsideOfPackage("huiwen.db")
      .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..",
          "org.flywaydb..");

  private static ArchRule floors() {
    Architectures.LayeredArchitecture floors = layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("root").definedBy("huiwen");
    for (String floor : FLOORS) {
      floors = floors.layer(floor).definedBy("huiwen." + floor + "..");
    }
    floors = floors.whereLayer("root").mayNotBeAccessedByAnyLayer();
    for (int i = 0; i < FLOORS.size(); i++) {
      var above = new java.util.ArrayList<>(List.of("root"));
      above.addAll(FLOORS.subList(0, i));
      floors = floors.whereLayer(FLOORS.get(i)).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
    }
    return floors;
  }
}
