package dev.chancery.access.saml;

/**
 * One attack of the corpus.
 *
 * @param name what is tried
 * @param source where it was published, or the rule it breaks
 * @param xml what is sent
 * @param refused what it has to be refused for
 */
record Attack(String name, String source, String xml, SamlRefusal refused) {
    @Override
    public String toString() {
        return name + " (" + source + ")";
    }
}
