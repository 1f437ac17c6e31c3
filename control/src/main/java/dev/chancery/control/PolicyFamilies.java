package dev.chancery.control;

import dev.chancery.control.accessgroups.CreateGroup;
import dev.chancery.control.accessgroups.DeleteGroup;
import dev.chancery.control.accessgroups.GroupEndpoints;
import dev.chancery.control.accessgroups.ListGroups;
import dev.chancery.control.accessgroups.ReadGroup;
import dev.chancery.control.accessgroups.StoredGroups;
import dev.chancery.control.accessgroups.UpdateGroup;
import dev.chancery.control.accesspolicies.ApplicationPolicyEndpoints;
import dev.chancery.control.accesspolicies.CreateApplicationPolicy;
import dev.chancery.control.accesspolicies.CreatePolicy;
import dev.chancery.control.accesspolicies.DeleteApplicationPolicy;
import dev.chancery.control.accesspolicies.DeletePolicy;
import dev.chancery.control.accesspolicies.ListApplicationPolicies;
import dev.chancery.control.accesspolicies.ListPolicies;
import dev.chancery.control.accesspolicies.MakeReusable;
import dev.chancery.control.accesspolicies.PoliciesOfApplications;
import dev.chancery.control.accesspolicies.PolicyBook;
import dev.chancery.control.accesspolicies.PolicyEndpoints;
import dev.chancery.control.accesspolicies.ReadApplicationPolicy;
import dev.chancery.control.accesspolicies.ReadPolicy;
import dev.chancery.control.accesspolicies.UpdateApplicationPolicy;
import dev.chancery.control.accesspolicies.UpdatePolicy;
import dev.chancery.control.accessrules.NamedProviders;
import dev.chancery.control.accessrules.ReferenceCheck;
import dev.chancery.control.accessservicetokens.CreateServiceToken;
import dev.chancery.control.accessservicetokens.DeleteServiceToken;
import dev.chancery.control.accessservicetokens.ListServiceTokens;
import dev.chancery.control.accessservicetokens.ReadServiceToken;
import dev.chancery.control.accessservicetokens.RefreshServiceToken;
import dev.chancery.control.accessservicetokens.RotateServiceToken;
import dev.chancery.control.accessservicetokens.ServiceTokenEndpoints;
import dev.chancery.control.accessservicetokens.StoredServiceTokens;
import dev.chancery.control.accessservicetokens.UpdateServiceToken;
import dev.chancery.control.db.Database;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.Applications;
import dev.chancery.control.publishing.IdentityProviderUses;
import dev.chancery.control.publishing.IdentityProviders;
import dev.chancery.control.v4.Endpoints;
import java.util.List;

/** Whom Access lets in: policies, groups, service tokens. */
final class PolicyFamilies {
    private final Ground ground;
    private final Database database;
    private final Applications applications;
    private final ReferenceCheck check;
    private final PolicyBook book;

    PolicyFamilies(Ground ground, Applications applications, IdentityProviders providers) {
        this.ground = ground;
        this.database = ground.database();
        this.applications = applications;
        this.check = new ReferenceCheck(new StoredGroups(), new StoredServiceTokens(), providers, applications);
        this.book = new PolicyBook(
                check, ground.audit(), ground.accessTrust(), ground.rim().ids(), ground.clock());
    }

    List<Endpoints> api() {
        return List.of(groups(), serviceTokens(), policies(), applicationPolicies());
    }

    /** What applications have of policies. */
    ApplicationPolicies ofApplications() {
        return new PoliciesOfApplications(book);
    }

    /** What rules have of identity providers. */
    IdentityProviderUses namedProviders() {
        return new NamedProviders();
    }

    private Endpoints groups() {
        return new GroupEndpoints(new GroupEndpoints.Operations(
                new ListGroups(database),
                new CreateGroup(
                        database,
                        check,
                        ground.audit(),
                        ground.accessTrust(),
                        ground.rim().ids(),
                        ground.clock()),
                new ReadGroup(database),
                new UpdateGroup(database, check, ground.audit(), ground.accessTrust(), ground.clock()),
                new DeleteGroup(database, ground.audit(), ground.accessTrust())));
    }

    private Endpoints serviceTokens() {
        return new ServiceTokenEndpoints(new ServiceTokenEndpoints.Operations(
                new ListServiceTokens(database),
                new CreateServiceToken(
                        database,
                        ground.audit(),
                        ground.accessTrust(),
                        ground.rim().ids(),
                        ground.random(),
                        ground.clock()),
                new ReadServiceToken(database),
                new UpdateServiceToken(database, ground.audit(), ground.accessTrust(), ground.random(), ground.clock()),
                new RefreshServiceToken(database, ground.audit(), ground.accessTrust(), ground.clock()),
                new RotateServiceToken(database, ground.audit(), ground.accessTrust(), ground.random(), ground.clock()),
                new DeleteServiceToken(database, ground.audit(), ground.accessTrust())));
    }

    private Endpoints policies() {
        return new PolicyEndpoints(new PolicyEndpoints.Operations(
                new ListPolicies(database),
                new CreatePolicy(database, book),
                new ReadPolicy(database),
                new UpdatePolicy(database, book),
                new DeletePolicy(database, book)));
    }

    private Endpoints applicationPolicies() {
        return new ApplicationPolicyEndpoints(new ApplicationPolicyEndpoints.Operations(
                new ListApplicationPolicies(database, applications),
                new CreateApplicationPolicy(database, applications, book),
                new ReadApplicationPolicy(database, applications),
                new UpdateApplicationPolicy(database, applications, book),
                new DeleteApplicationPolicy(database, applications, book),
                new MakeReusable(database, applications, book)));
    }
}
