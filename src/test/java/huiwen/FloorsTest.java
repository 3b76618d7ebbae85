package huiwen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imports point only down the floors of the README's map, with no circles. */
class FloorsTest {

  private static final List<String> FLOORS = List.of("board", "live", "tally", "desk", "intake", "learning",
      "similar", "triage", "screening", "classifier", "embedding", "attachment", "background", "question", "fair", "access", "http", "limits",
      "problem", "bus", "db", "text", "config", "log");
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("huiwen");

  @Test
  void importsPointDown() {
    floors(FLOORS).check(CLASSES);
  }

  @Test
  void theRuleWouldSeeAnImportThatPointsUp() {
    var swapped = new ArrayList<>(FLOORS);
    swapped.remove("question");
    swapped.add("question"); // put in the cellar, it imports from above
    assertThat(floors(swapped).evaluate(CLASSES).hasViolation()).isTrue();
  }

  private static LayeredArchitecture floors(List<String> fromTheTop) {
    LayeredArchitecture floors = layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("root").definedBy("huiwen").whereLayer("root").mayNotBeAccessedByAnyLayer();
    for (String floor : fromTheTop) {
      floors = floors.layer(floor).definedBy("huiwen." + floor + "..");
    }
    var above = new ArrayList<>(List.of("root"));
    for (String floor : fromTheTop) {
      floors = floors.whereLayer(floor).mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
      above.add(floor);
    }
    return floors;
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    slices().matching("huiwen.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyMigrationsSpeakJdbc() {
    noClasses().that().resideOutsideOfPackage("huiwen.db")
        .should().dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..")
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsFloor() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().replaceFirst("^huiwen\\.?", "")).distinct())
        .containsOnlyOnceElementsOf(FLOORS).allMatch(name -> name.isEmpty() || FLOORS.contains(name));
  }
}
