package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.util.Base64;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A {@code ds:KeyInfo} that holds one certificate (XML Signature section 4.5.4). */
final class KeyDescription {
    private KeyDescription() {}

    static Element of(Document document, Certificate certificate) {
        Element info = document.createElementNS(Names.DSIG, "ds:KeyInfo");
        Element data = document.createElementNS(Names.DSIG, "ds:X509Data");
        Element text = document.createElementNS(Names.DSIG, "ds:X509Certificate");
        text.setTextContent(Base64.getEncoder().encodeToString(certificate.der().toByteArray()));
        data.appendChild(text);
        info.appendChild(data);
        return info;
    }
}
