package dev.chancery.control.zones;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which zones a principal may know of, so that a list can be paged where the zones are.
 *
 * @param within the owner's accounts; nothing outside them is ever seen
 * @param whole the accounts all of whose zones are seen
 * @param single the zones seen by themselves, as far as they lie within
 */
record VisibleZones(Set<AccountId> within, Set<AccountId> whole, Set<ZoneId> single) {
    VisibleZones {
        within = Set.copyOf(within);
        whole = Set.copyOf(whole);
        single = Set.copyOf(single);
    }

    static VisibleZones to(Principal principal) {
        Set<AccountId> mine = principal.accounts();
        return switch (principal.grants()) {
            case Grants.Everything() -> new VisibleZones(mine, mine, Set.of());
            case Grants.ByPolicies(List<Policy> policies) -> {
                Set<AccountId> whole = new HashSet<>();
                Set<ZoneId> single = new HashSet<>();
                policies.stream()
                        .filter(policy -> policy.effect() == Policy.Effect.ALLOW)
                        .flatMap(policy -> policy.resources().stream())
                        .forEach(selector -> add(selector, mine, whole, single));
                yield new VisibleZones(mine, whole, single);
            }
        };
    }

    private static void add(ResourceSelector selector, Set<AccountId> mine, Set<AccountId> whole, Set<ZoneId> single) {
        switch (selector) {
            case ResourceSelector.AllZones() -> whole.addAll(mine);
            case ResourceSelector.ZonesOfAccount(AccountId account) -> whole.add(account);
            case ResourceSelector.OneZone(ZoneId zone) -> single.add(zone);
            case ResourceSelector.ZoneOfAccount(AccountId account, ZoneId zone) -> {
                if (mine.contains(account)) {
                    single.add(zone);
                }
            }
            case ResourceSelector.OneUser _, ResourceSelector.AllAccounts _, ResourceSelector.OneAccount _ -> {}
        }
    }
}
