package dev.chancery.control.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calling user as the API shows it. The house has no passwords, so nothing here is about two factors. */
record UserJson(
        String id,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String country,
        @Nullable String telephone,
        @Nullable String zipcode,
        boolean twoFactorAuthenticationEnabled,
        boolean twoFactorAuthenticationLocked,
        boolean hasProZones,
        boolean hasBusinessZones,
        boolean hasEnterpriseZones,
        boolean suspended,
        List<String> betas,
        List<OrganizationJson> organizations) {
    /** An account as the user's side calls it. */
    record OrganizationJson(String id, String name, String status, List<String> roles, List<String> permissions) {
        static OrganizationJson of(Membership membership) {
            return new OrganizationJson(
                    membership.account().hex(),
                    membership.accountName(),
                    membership.status() == MembershipStatus.ACCEPTED ? "member" : "invited",
                    MembershipJson.ROLES,
                    List.of());
        }
    }

    static UserJson of(GetUser.Found found) {
        User.Profile profile = found.user().profile();
        return new UserJson(
                found.user().id().hex(),
                found.user().email(),
                profile.firstName().orElse(null),
                profile.lastName().orElse(null),
                profile.country().orElse(null),
                profile.telephone().orElse(null),
                profile.zipcode().orElse(null),
                false,
                false,
                false,
                false,
                false,
                false,
                List.of(),
                organizations(found.memberships()));
    }

    static List<OrganizationJson> organizations(List<Membership> memberships) {
        return memberships.stream()
                .filter(membership -> membership.status() != MembershipStatus.REJECTED)
                .map(OrganizationJson::of)
                .toList();
    }
}
