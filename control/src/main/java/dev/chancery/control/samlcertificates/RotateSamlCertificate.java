package dev.chancery.control.samlcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.Refusal;

/**
 * Gives a set a new current certificate. Calls that are under way at the same time rotate it once between them; one that comes
 * after another rotates it again, and then nothing encrypted to the certificate before is read any more.
 *
 * <p>Refusals: no set with this id (12135, 404); 1490 (503) while the keys are sealed.
 */
public final class RotateSamlCertificate {
    private final ReadSamlCertificateSet read;
    private final SetRotation rotation;

    public RotateSamlCertificate(ReadSamlCertificateSet read, SetRotation rotation) {
        this.read = read;
        this.rotation = rotation;
    }

    /**
     * @return the set after the rotation
     * @throws Refusal as the class says
     */
    public SamlCertificateSet rotate(AccountAccess access, SamlCertificateSetId id) {
        return rotation.rotate(
                        read.read(access, id),
                        set -> AuditEntry.of(access, Action.ROTATE, ObjectKind.SAML_CERTIFICATE_SET, id.toString()))
                .orElseThrow(() -> ReadSamlCertificateSet.notFound(id));
    }
}
