package dev.chancery.control.principal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.principal.ResourceSelector.AllAccounts;
import dev.chancery.control.principal.ResourceSelector.AllZones;
import dev.chancery.control.principal.ResourceSelector.OneAccount;
import dev.chancery.control.principal.ResourceSelector.OneUser;
import dev.chancery.control.principal.ResourceSelector.OneZone;
import dev.chancery.control.principal.ResourceSelector.ZoneOfAccount;
import dev.chancery.control.principal.ResourceSelector.ZonesOfAccount;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluation of policies, as a table. */
class PolicyTest {
    private static final UserId USER = new UserId("1".repeat(32));
    private static final AccountId A = new AccountId("a".repeat(32));
    private static final AccountId B = new AccountId("b".repeat(32));
    private static final ZoneId ZONE_A = new ZoneId("c".repeat(32));
    private static final ZoneId ZONE_B = new ZoneId("d".repeat(32));
    private static final Resource IN_A = new Resource.OfZone(ZONE_A, A);
    private static final Resource IN_B = new Resource.OfZone(ZONE_B, B);

    private static Policy policy(Policy.Effect effect, PermissionGroup group, ResourceSelector... on) {
        return new Policy("0".repeat(32), effect, Set.of(group), List.of(on));
    }

    private static Policy allow(PermissionGroup group, ResourceSelector... on) {
        return policy(Policy.Effect.ALLOW, group, on);
    }

    private static Policy deny(PermissionGroup group, ResourceSelector... on) {
        return policy(Policy.Effect.DENY, group, on);
    }

    private static Principal holding(Policy... policies) {
        return new Principal(
                Principal.Kind.USER_TOKEN,
                "2".repeat(32),
                new Principal.Owner.OfUser(USER),
                "test",
                new Grants.ByPolicies(List.of(policies)),
                Set.of(A, B),
                false);
    }

    static Stream<Arguments> selectors() {
        Resource user = new Resource.OfUser(USER);
        Resource a = new Resource.OfAccount(A);
        return Stream.of(
                Arguments.of(new OneUser(USER), List.of(user), List.of(a, IN_A)),
                Arguments.of(new AllAccounts(), List.of(a, new Resource.OfAccount(B)), List.of(user, IN_A)),
                Arguments.of(new OneAccount(A), List.of(a), List.of(new Resource.OfAccount(B), IN_A)),
                Arguments.of(new AllZones(), List.of(IN_A, IN_B), List.of(a, user)),
                Arguments.of(new OneZone(ZONE_A), List.of(IN_A), List.of(IN_B, a)),
                Arguments.of(new ZonesOfAccount(A), List.of(IN_A), List.of(IN_B, a)),
                Arguments.of(
                        new ZoneOfAccount(A, ZONE_A), List.of(IN_A), List.of(IN_B, new Resource.OfZone(ZONE_A, B), a)));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void coversExactlyWhatItSelects(ResourceSelector selector, List<Resource> covered, List<Resource> others) {
        assertThat(covered).allMatch(selector::covers);
        assertThat(others).noneMatch(selector::covers);
    }

    @Test
    void allowsWhatAPolicyAllowsAndNoneDenies() {
        Principal caller = holding(
                allow(PermissionGroup.SSL_WRITE, new AllZones()), deny(PermissionGroup.SSL_WRITE, new OneZone(ZONE_B)));
        assertThat(caller.may(Set.of(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE), IN_A))
                .isTrue();
        assertThat(caller.may(Set.of(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE), IN_B))
                .isFalse();
        assertThat(caller.may(Set.of(PermissionGroup.ZONE_READ), IN_A)).isFalse();
    }

    @Test
    void reachesNothingOutsideTheOwnersAccounts() {
        AccountId foreign = new AccountId("f".repeat(32));
        Principal caller = holding(
                allow(PermissionGroup.ACCOUNT_SETTINGS_READ, new AllAccounts(), new OneAccount(foreign)),
                allow(PermissionGroup.ZONE_READ, new AllZones()));
        Resource account = new Resource.OfAccount(foreign);
        Resource zone = new Resource.OfZone(ZONE_A, foreign);
        assertThat(caller.may(Set.of(PermissionGroup.ACCOUNT_SETTINGS_READ), account))
                .isFalse();
        assertThat(caller.sees(account)).isFalse();
        assertThat(caller.sees(zone)).isFalse();
    }

    @Test
    void tellsAZonesGroupFromTheAccountsGroupOfTheSameName() {
        Principal caller = holding(allow(PermissionGroup.ZONE_ACCESS_APPS_READ, new AllZones(), new AllAccounts()));
        assertThat(caller.may(Set.of(PermissionGroup.ACCESS_APPS_READ), new Resource.OfAccount(A)))
                .isFalse();
        assertThat(caller.may(Set.of(PermissionGroup.ZONE_ACCESS_APPS_READ), IN_A))
                .isTrue();
    }

    static Stream<Arguments> wholes() {
        return Stream.of(
                Arguments.of(new AllAccounts(), new OneAccount(A), true),
                Arguments.of(new OneAccount(A), new AllAccounts(), false),
                Arguments.of(new OneAccount(A), new OneAccount(B), false),
                Arguments.of(new AllZones(), new ZonesOfAccount(A), true),
                Arguments.of(new AllZones(), new OneZone(ZONE_A), true),
                Arguments.of(new ZonesOfAccount(A), new AllZones(), false),
                Arguments.of(new ZonesOfAccount(A), new ZoneOfAccount(A, ZONE_A), true),
                Arguments.of(new ZonesOfAccount(A), new ZoneOfAccount(B, ZONE_B), false),
                Arguments.of(new ZonesOfAccount(A), new OneZone(ZONE_A), false),
                Arguments.of(new OneZone(ZONE_A), new ZoneOfAccount(A, ZONE_A), true),
                Arguments.of(new OneZone(ZONE_A), new ZoneOfAccount(B, ZONE_B), false),
                Arguments.of(new ZoneOfAccount(A, ZONE_A), new OneZone(ZONE_A), false),
                Arguments.of(new AllAccounts(), new AllZones(), false),
                Arguments.of(new AllAccounts(), new OneUser(USER), false),
                Arguments.of(new OneUser(USER), new OneUser(USER), true));
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void includesAnotherSelectorOnlyWithAllItWillEverCover(
            ResourceSelector holder, ResourceSelector whole, boolean included) {
        assertThat(holder.includes(whole)).isEqualTo(included);
        assertThat(holding(allow(PermissionGroup.SSL_READ, holder))
                        .mayThroughout(Set.of(PermissionGroup.SSL_READ), whole))
                .isEqualTo(included);
    }

    @Test
    void grantsNothingThroughoutAWholeThatADenialMayTouch() {
        Policy all = allow(PermissionGroup.SSL_READ, new AllZones());
        Set<PermissionGroup> read = Set.of(PermissionGroup.SSL_READ);
        assertThat(holding(all, deny(PermissionGroup.SSL_READ, new OneZone(ZONE_A)))
                        .mayThroughout(read, new ZonesOfAccount(A)))
                .as("the zone may lie in the account")
                .isFalse();
        assertThat(holding(all, deny(PermissionGroup.SSL_READ, new ZoneOfAccount(B, ZONE_B)))
                        .mayThroughout(read, new ZonesOfAccount(A)))
                .isTrue();
        assertThat(holding(all, deny(PermissionGroup.SSL_READ, new OneAccount(A)))
                        .mayThroughout(read, new ZonesOfAccount(A)))
                .as("an account is not its zones")
                .isTrue();
    }
}
