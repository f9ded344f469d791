#!/usr/bin/env bash
# Runs the test application under Tripcoil, and at the same time without it; prints the first run as it
# goes, then both in numbers. Takes half a minute; builds first where that is needed. JDK 17+ and Maven.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

agent=agent/target/tripcoil.jar
app=test-app/target/test-app.jar
rules=rules.example.yaml
logs=target/demo

fail() {
  printf 'demo.sh: %s\n' "$1" >&2
  exit 1
}

# stale JAR SOURCE...: whether the jar is missing or older than a source
stale() {
  local jar=$1
  shift
  [ ! -f "$jar" ] || [ -n "$(find "$@" -newer "$jar" 2>/dev/null)" ]
}

# number RUN LABEL: the number behind the label in the summary that the run ended with
number() {
  sed -n "s/.*  summary.*  $2 \([0-9][0-9]*\).*/\1/p" "$logs/$1.txt"
}

seconds() {
  local ms
  ms=$(number "$@")
  printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

failed_at_once() {
  printf '%d' $(($(number "$1" failed) - $(number "$1" 'timed out')))
}

# row TEXT COMMAND [ARGUMENT]: the text, and what the command says of each run
row() {
  printf '%-36s%16s%16s\n' "$1" "$("$2" without "${3:-}")" "$("$2" with "${3:-}")"
}

# Standard input to standard output, in colour on a terminal that may have it
paint() {
  if [ ! -t 1 ] || [ -n "${NO_COLOR:-}" ]; then
    cat
    return
  fi
  local line colour
  while IFS= read -r line; do
    case $line in
      *'tripcoil: '*) colour='1;36' ;;
      *'TURNED AWAY'*) colour='35' ;;
      *FAILED*', not asked') colour='33' ;;
      *FAILED*) colour='31' ;;
      *'stock service: '*) colour='1' ;;
      *) colour='0' ;;
    esac
    printf '\033[%sm%s\033[0m\n' "$colour" "$line"
  done
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "no Java at '$java': install JDK 17 or later, or set JAVA_HOME to one"
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9][0-9]*\).*/\1/p') || true
[ "${version:-0}" -ge 17 ] || fail "'$java' is Java ${version:-of no known version}: set JAVA_HOME to JDK 17 or later"

if stale "$agent" pom.xml agent-core/pom.xml agent-core/src/main agent/pom.xml agent/src/main ||
  stale "$app" pom.xml test-app/pom.xml test-app/src/main; then
  command -v mvn >/dev/null || fail "no mvn: install Maven 3.6.3 or later"
  printf 'Building with Maven ...\n'
  mvn -q -B -DskipTests -pl agent,test-app -am package
fi

mkdir -p "$logs"
without=
trap '[ -z "$without" ] || kill "$without" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$java" -jar "$app" >"$logs/without.txt" 2>&1 &
without=$!

printf '\n$ java -javaagent:%s=%s -jar %s\n' "$agent" "$rules" "$app"
"$java" "-javaagent:$agent=$rules" -jar "$app" 2>&1 | tee "$logs/with.txt" | paint
wait "$without" || true
without=

for run in without with; do
  grep -q '  summary  ' "$logs/$run.txt" || fail "the run $run Tripcoil did not end as it should: see $logs/$run.txt"
done

printf '\n%-36s%16s%16s\n' '' 'without Tripcoil' 'with Tripcoil'
row 'orders' number orders
row '  served' number served
row '  turned away, both workers busy' number 'turned away'
row '  failed after a time-out' number 'timed out'
row '  failed at once' failed_at_once
row 'time lost in calls that failed' seconds 'in vain'
row 'longest call' seconds 'longest wait'
