# Finds the JDK 25 that Chancery is built and run with. Sourced by ./chancery and ./dev, never run by itself.

# True if $1 is the home of a JDK 25. The release file answers without starting a JVM.
is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && grep -qs '^JAVA_VERSION="25[".]' "$1/release"
}

# Prints the home of a JDK 25, or says in one sentence on standard error that there is none and fails.
find_jdk_25() {
  local home on_path
  if [ -n "${CHANCERY_JAVA_HOME:-}" ] && ! is_jdk_25 "$CHANCERY_JAVA_HOME"; then
    echo "CHANCERY_JAVA_HOME is $CHANCERY_JAVA_HOME, and there is no JDK 25: point it at one, or unset it." >&2
    return 1
  fi
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${CHANCERY_JAVA_HOME:-}" "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25* "$HOME"/.sdkman/candidates/java/current \
    "$HOME"/.jdks/*25* /opt/java/openjdk /opt/java/*25* /opt/*jdk*25* /usr/java/*25* /usr/local/*jdk*25*; do
    if is_jdk_25 "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  echo "Chancery needs a JDK 25 and found none: install one (any vendor's), or set CHANCERY_JAVA_HOME to its folder." >&2
  return 1
}

# Maven under the JDK in $jdk, in a batch's manner. The options for the JVM only silence what Maven's own jars do.
with_maven() {
  JAVA_HOME=$jdk MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    mvn -B -ntp -Dstyle.color=never "$@"
}
