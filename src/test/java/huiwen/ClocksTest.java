package huiwen;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * The clocks of two nodes may be minutes apart: what is kept or decided has its time from the one database. A node's own clock says
 * only what is shown beside it, and which fairs are worth an index.
 */
class ClocksTest {

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("huiwen");
  private static final DescribedPredicate<JavaMethodCall> ASKS_THE_CLOCK = DescribedPredicate.or(
      target(owner(nameMatching("java\\.time\\..*"))).and(target(name("now"))),
      target(owner(nameMatching("java\\.lang\\.System"))).and(target(name("currentTimeMillis"))))
      .forSubtype();

  private static ArchRule nobodyBut(String those) {
    return noClasses().that().haveNameNotMatching("huiwen\\.(" + those + ")").should().callMethodWhere(ASKS_THE_CLOCK);
  }

  @Test
  void nothingIsDecidedByTheClockOfOneNode() {
    nobodyBut("similar\\.KnownAnswer|similar\\.FollowedFairs|tally\\.FairTally|fair\\.Fair|fair\\.Fairs").check(CLASSES);
  }

  @Test
  void theRuleWouldSeeOne() {
    assertThat(nobodyBut("similar\\.KnownAnswer").evaluate(CLASSES).hasViolation()).isTrue();
  }
}
