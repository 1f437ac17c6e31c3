package dev.chancery.pki;

/** Something a judgement found wrong: a named value to branch on, and a sentence to show. */
public sealed interface Fault permits KeyFault, CsrFault, BundleFault, LintFinding, PathFault, CrlFault, OcspFault {
    /** The name of the fault, stable for programs: the constant's name of the implementing record's {@code kind}. */
    String name();

    /** One sentence for people: what was found and what is expected. Never key material. */
    String sentence();
}
