package dev.chancery.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.PrivateKey;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ArchitectureTest {

    private static final String HOUSE = "dev.chancery";
    private static final String CONTROL = HOUSE + ".control";

    /** The packages of control that carry a URL's own name. */
    private static final List<String> FEATURES = List.of(
            "accesscertificates",
            "accesslogs",
            "accessusers",
            "clientcertificates",
            "hostnameassociations",
            "customcertificates",
            "revocationlists",
            "edgeroutes",
            "edgerules",
            "mtlscertificates",
            "accounts",
            "zones",
            "users",
            "tokens",
            "identityproviders",
            "samlcertificates",
            "organizations",
            "accesskeys",
            "accessgroups",
            "accesspolicies",
            "accessservicetokens",
            "accessapps",
            "explain",
            "preview",
            "gatewayca",
            "sshcertificates");

    /** The faces towards the wire: what reads a request and renders an answer, and who says whose request it is. */
    private static final String FACES = ".*(Endpoints|Json|Body|Authenticator|package-info)";

    /** By the folder they are built in or the name of their jar, for the checkout itself may be called bench. */
    private static final Pattern TOOLS = Pattern.compile(".*/(testkit|bench|acceptance)(/target/|-[0-9]).*");

    /** Everything compiled for the product; the tools of tests and of measuring apart. */
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(TOOLS))
            .importPackages(HOUSE);

    @Test
    void theScanSawOurClasses() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .contains(
                        HOUSE + ".app",
                        HOUSE + ".ca",
                        HOUSE + ".pki",
                        HOUSE + ".edge",
                        HOUSE + ".edge.front",
                        HOUSE + ".trust",
                        CONTROL + ".db",
                        CONTROL + ".http",
                        CONTROL + ".v4",
                        CONTROL + ".clientcertificates");
        assertThat(PRODUCT).hasSizeGreaterThan(200);
        assertThat(PRODUCT.contain(HOUSE + ".app.Main")).isTrue();
        assertThat(PRODUCT.stream().filter(each -> each.getSimpleName().endsWith("Store")))
                .hasSizeGreaterThan(5);
        assertThat(PRODUCT.stream().filter(ArchitectureTest::isCore)).hasSizeGreaterThan(20);
    }

    @Test
    void featuresDoNotImportOneAnother() {
        for (String feature : FEATURES) {
            String[] others = FEATURES.stream()
                    .filter(other -> !other.equals(feature))
                    .map(other -> CONTROL + "." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(CONTROL + "." + feature + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(PRODUCT);
        }
    }

    @Test
    void everyFeatureIsThere() {
        assertThat(FEATURES)
                .allSatisfy(feature -> assertThat(PRODUCT.stream()
                                .anyMatch(each -> each.getPackageName().equals(CONTROL + "." + feature)))
                        .as(feature)
                        .isTrue());
    }

    @Test
    void operationsRecordsAndStoresNeverImportHttpOrV4() {
        noClasses()
                .that(describe("are operations, records or stores", ArchitectureTest::isCore))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTROL + ".http..", CONTROL + ".v4..")
                .check(PRODUCT);
    }

    @Test
    void featuresNeverImportHttp() {
        noClasses()
                .that(describe("are of a feature", ArchitectureTest::isFeature))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CONTROL + ".http..")
                .check(PRODUCT);
    }

    @Test
    void armeriaIsKnownToHttpAndTheEdgesStreamOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CONTROL + ".http..", HOUSE + ".access.http..", HOUSE + ".edge.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.linecorp.armeria..")
                .check(PRODUCT);
    }

    @Test
    void nettyIsKnownToHttpAndTheEdgeOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CONTROL + ".http..", HOUSE + ".edge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(PRODUCT);
    }

    @Test
    void theEdgeDependsOnTrustAndPkiAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".edge..")
                .should()
                .dependOnClassesThat(resideInAPackage(HOUSE + "..")
                        .and(not(resideInAnyPackage(HOUSE + ".edge..", HOUSE + ".trust..", HOUSE + ".pki.."))))
                .check(PRODUCT);
    }

    @Test
    void accessKnowsControlByWhatItOffersToAccessOnly() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".access..")
                .should()
                .dependOnClassesThat(resideInAPackage(CONTROL + "..")
                        .and(not(resideInAnyPackage(
                                CONTROL + ".accessplane..", CONTROL + ".principal..", CONTROL + ".refusal.."))))
                .check(PRODUCT);
    }

    @Test
    void sqlIsSpokenInDbAndStoresOnly() {
        noClasses()
                .that(not(resideInAPackage(CONTROL + ".db.."))
                        .and(not(describe("belong to a store", ArchitectureTest::belongsToAStore))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.postgresql..")
                .check(PRODUCT);
    }

    @Test
    void privateKeysAreKnownToCaOnlyAndAnEdgesOwnToItsStream() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HOUSE + ".ca..", HOUSE + ".edge.stream..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PrivateKey.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.bouncycastle.asn1.pkcs.PrivateKeyInfo")
                .check(PRODUCT);
    }

    @Test
    void theClockRandomnessEnvironmentAndStandardOutputAreReadAtTheRimOnly() {
        noClasses()
                .that(not(describe("are at the rim", ArchitectureTest::isAtTheRim)))
                .should(reachForTheWorld())
                .check(PRODUCT);
    }

    @Test
    void theProductHasNoCyclesBetweenItsPackages() {
        slices().matching(HOUSE + ".(**)")
                .as("packages")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void pkiIsPure() {
        isPure(HOUSE + ".pki..", "org.bouncycastle..");
    }

    @Test
    void trustIsPure() {
        isPure(HOUSE + ".trust..", HOUSE + ".pki..");
    }

    private static void isPure(String module, String library) {
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        module,
                        library,
                        "java.lang..",
                        "java.math..",
                        "java.net",
                        "java.nio",
                        "java.nio.charset..",
                        "java.security..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "java.io..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "org.jspecify..",
                        "")
                .andShould(touchNoFileAndNoNetwork())
                .check(PRODUCT);
    }

    @Test
    void caDependsOnPkiAndNothingElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + ".ca..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(HOUSE + "..").and(not(resideInAnyPackage(HOUSE + ".ca..", HOUSE + ".pki.."))))
                .check(PRODUCT);
    }

    @Test
    void nobodyButTheRimKnowsTheExecutable() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + ".app..")
                .check(PRODUCT);
    }

    @Test
    void nothingIsCalledUtilsHelperManagerOrImpl() {
        ArchRule rule = noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl");
        rule.check(PRODUCT);
    }

    private static boolean isFeature(JavaClass each) {
        return FEATURES.stream()
                .anyMatch(feature -> each.getPackageName().equals(CONTROL + "." + feature)
                        || each.getPackageName().startsWith(CONTROL + "." + feature + "."));
    }

    /** What an endpoint calls and what it renders from: everything in control but the wire itself and the faces. */
    private static boolean isCore(JavaClass each) {
        return each.getPackageName().startsWith(CONTROL + ".")
                && !each.getPackageName().matches(Pattern.quote(CONTROL) + "\\.(http|v4)(\\..*)?")
                && !outermost(each).getSimpleName().matches(FACES);
    }

    private static boolean belongsToAStore(JavaClass each) {
        return outermost(each).getSimpleName().endsWith("Store");
    }

    private static JavaClass outermost(JavaClass each) {
        return each.getEnclosingClass().map(ArchitectureTest::outermost).orElse(each);
    }

    private static boolean isAtTheRim(JavaClass each) {
        return each.getPackageName().equals(HOUSE + ".app");
    }

    private static DescribedPredicate<JavaClass> describe(
            String sentence, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(sentence, predicate);
    }

    private static ArchCondition<JavaClass> reachForTheWorld() {
        Set<String> calls = Set.of(
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.Clock.systemUTC",
                "java.time.Clock.systemDefaultZone",
                "java.time.InstantSource.system",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.getenv",
                "java.lang.System.out",
                "java.lang.System.err",
                "java.lang.System.in",
                "java.util.UUID.randomUUID",
                "java.lang.Math.random",
                "java.util.Date.<init>",
                "java.util.Random.<init>",
                "java.security.SecureRandom.<init>",
                "java.security.SecureRandom.getInstanceStrong",
                "java.util.concurrent.ThreadLocalRandom.current");
        return new ArchCondition<>("reach for the clock, randomness, the environment or standard output") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                    AccessTarget target = access.getTarget();
                    String called = target.getOwner().getFullName() + "." + target.getName();
                    // Date(long) and the like bring their own time.
                    boolean withItsOwnTime = called.equals("java.util.Date.<init>")
                            && !target.getFullName().endsWith("()");
                    // Keys and nonces are drawn where they are kept: ca is the rim of the module that signs.
                    boolean secretOfCa = called.startsWith("java.security.SecureRandom.")
                            && item.getPackageName().equals(HOUSE + ".ca");
                    if (calls.contains(called) && !withItsOwnTime && !secretOfCa) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> touchNoFileAndNoNetwork() {
        return new ArchCondition<>("touch no file and no network") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> dependency
                                .getTargetClass()
                                .getFullName()
                                .matches("java\\.io\\.(File.*|RandomAccessFile|Console)"
                                        // Names of places, not places.
                                        + "|java\\.net\\.(?!URI$|IDN$).*"))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription())));
            }
        };
    }
}
