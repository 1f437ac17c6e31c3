package dev.chancery.control;

import dev.chancery.control.accesscertificates.AccessCas;
import dev.chancery.control.accesscertificates.AccessUses;
import dev.chancery.control.clientcertificates.ClientCertificateEndpoints;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.IssueClientCertificate;
import dev.chancery.control.clientcertificates.ListClientCertificates;
import dev.chancery.control.clientcertificates.ReactivateClientCertificate;
import dev.chancery.control.clientcertificates.ReadClientCertificate;
import dev.chancery.control.clientcertificates.RevokeClientCertificate;
import dev.chancery.control.customcertificates.CustomUses;
import dev.chancery.control.db.Database;
import dev.chancery.control.hostnameassociations.HostnameAssociationsEndpoints;
import dev.chancery.control.hostnameassociations.HostnameUses;
import dev.chancery.control.hostnameassociations.ListHostnameAssociations;
import dev.chancery.control.hostnameassociations.ReplaceHostnameAssociations;
import dev.chancery.control.issuing.CaFileEndpoints;
import dev.chancery.control.issuing.ManagedCaEndpoints;
import dev.chancery.control.issuing.ReadCaFile;
import dev.chancery.control.issuing.ReadManagedCa;
import dev.chancery.control.mtlscertificates.DeleteMtlsCertificate;
import dev.chancery.control.mtlscertificates.ListAssociations;
import dev.chancery.control.mtlscertificates.ListMtlsCertificates;
import dev.chancery.control.mtlscertificates.MtlsCas;
import dev.chancery.control.mtlscertificates.MtlsCertificateEndpoints;
import dev.chancery.control.mtlscertificates.ReadMtlsCertificate;
import dev.chancery.control.mtlscertificates.StoredCertificates;
import dev.chancery.control.mtlscertificates.UploadMtlsCertificate;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.revocation.AnswerOcsp;
import dev.chancery.control.revocation.OcspResponders;
import dev.chancery.control.revocation.RevocationEndpoints;
import dev.chancery.control.revocationlists.AskOcspResponders;
import dev.chancery.control.revocationlists.Family;
import dev.chancery.control.revocationlists.FetchRevocationLists;
import dev.chancery.control.revocationlists.ForgetOcspResponder;
import dev.chancery.control.revocationlists.ForgetRevocationLists;
import dev.chancery.control.revocationlists.ListIntake;
import dev.chancery.control.revocationlists.OcspResponderEndpoints;
import dev.chancery.control.revocationlists.PutRevocationList;
import dev.chancery.control.revocationlists.ReadOcspResponder;
import dev.chancery.control.revocationlists.ReadRevocationLists;
import dev.chancery.control.revocationlists.RevocationListEndpoints;
import dev.chancery.control.revocationlists.SetOcspResponder;
import dev.chancery.control.revocationlists.SubscribeToList;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.EnforcedWait;
import java.util.List;

/** API Shield: managed CAs, client certificates, uploaded certificates, hostnames, and what is published of them. */
record CertificateFamilies(Ground ground) {
    List<Endpoints> api() {
        return List.of(
                managedCas(),
                clientCertificates(),
                mtlsCertificates(),
                hostnameAssociations(),
                revocationLists(),
                ocspResponders());
    }

    List<Endpoints> open() {
        return List.of(caFiles(), revocation());
    }

    private Endpoints managedCas() {
        return new ManagedCaEndpoints(new ReadManagedCa(ground.cas()));
    }

    private Endpoints clientCertificates() {
        Database database = ground.database();
        ClientCertificateStore store = new ClientCertificateStore(ground.crls()::wake);
        ground.edges().settles(store);
        ClientCertificateQuota quota = ground.options().clientCertificates();
        return new ClientCertificateEndpoints(new ClientCertificateEndpoints.Operations(
                new IssueClientCertificate(
                        database, ground.cas(), store, quota, ground.audit(), ground.random(), ground.clock()),
                new ReadClientCertificate(database, store),
                new ListClientCertificates(database, store),
                new ReactivateClientCertificate(database, store, quota, ground.trust(), ground.audit(), ground.clock()),
                new RevokeClientCertificate(database, store, ground.trust(), ground.audit(), ground.clock()),
                new EnforcedWait(ground.edges().enforcement()::await)));
    }

    private Endpoints mtlsCertificates() {
        Database database = ground.database();
        List<CertificateUses> services = List.of(new HostnameUses(), new AccessUses(), new CustomUses());
        return new MtlsCertificateEndpoints(new MtlsCertificateEndpoints.Operations(
                new ListMtlsCertificates(database),
                new UploadMtlsCertificate(
                        database, ground.custody(), ground.audit(), ground.rim().ids(), ground.clock()),
                new ReadMtlsCertificate(database),
                new DeleteMtlsCertificate(database, ground.custody(), services, ground.audit(), ground.clock()),
                new ListAssociations(database, services)));
    }

    private Endpoints hostnameAssociations() {
        StoredCertificates uploaded = new StoredCertificates();
        return new HostnameAssociationsEndpoints(
                new ListHostnameAssociations(ground.database(), uploaded),
                new ReplaceHostnameAssociations(
                        ground.database(), uploaded, ground.cas(), ground.publication(), ground.audit()));
    }

    private Endpoints revocationLists() {
        Database database = ground.database();
        return new RevocationListEndpoints(
                new ReadRevocationLists(database),
                new PutRevocationList(intake()),
                new SubscribeToList(database, intake(), ground.clock()),
                new ForgetRevocationLists(database, ground.trust(), ground.audit()),
                uploadedCas(),
                accessCas());
    }

    private Endpoints ocspResponders() {
        Database database = ground.database();
        return new OcspResponderEndpoints(
                new ReadOcspResponder(database),
                new SetOcspResponder(database, ground.trust(), ground.audit(), ground.clock()),
                new ForgetOcspResponder(database, ground.trust(), ground.audit()),
                uploadedCas(),
                accessCas());
    }

    /** Asks the OCSP responders of uploaded CAs. */
    AskOcspResponders asker() {
        return new AskOcspResponders(new AskOcspResponders.Means(
                ground.database(),
                ground.edges().current(),
                ground.trust(),
                ground.audit(),
                ground.random(),
                ground.clock(),
                ground.rim().ticker()));
    }

    /** Fetches the revocation lists of uploaded CAs. */
    FetchRevocationLists fetcher() {
        return new FetchRevocationLists(
                ground.database(), intake(), List.of(uploadedCas(), accessCas()), ground.clock());
    }

    private ListIntake intake() {
        return new ListIntake(ground.database(), ground.trust(), ground.audit(), ground.clock());
    }

    private static Family uploadedCas() {
        return new Family(
                "mtls", new MtlsCas(), () -> ErrorCode.MTLS_CERTIFICATE_NOT_FOUND.refusal("Certificate not found"));
    }

    private static Family accessCas() {
        return new Family(
                "access", new AccessCas(), () -> ErrorCode.ACCESS_NOT_FOUND.refusal("access.api.error.not_found"));
    }

    private Endpoints caFiles() {
        return new CaFileEndpoints(new ReadCaFile(ground.cas()));
    }

    private Endpoints revocation() {
        OcspResponders responders = new OcspResponders(
                ground.database(),
                ground.cas(),
                ground.custody(),
                ground.audit(),
                ground.rim().ids(),
                ground.random(),
                ground.clock());
        return new RevocationEndpoints(
                ground.publisher(),
                new AnswerOcsp(ground.database(), ground.cas(), responders, ground.issued(), ground.clock()));
    }
}
