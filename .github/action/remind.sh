#!/usr/bin/env bash
# Sends what falls due, and pushes the record of what was sent (refs/registervakt/varsler), so that the next run
# knows of it wherever it runs. It ends as the program does; 3 also where the record could not be pushed.
#
# Reads REGISTERVAKT (the program), REGISTERVAKT_SMTP_URL, ANSWER_LANG, TOKEN and the runner's variables.
set -euo pipefail

page="$RUNNER_TEMP/registervakt-remind.md"
record=refs/registervakt/varsler
# Git must fail rather than ask for a password.
export GIT_TERMINAL_PROMPT=0

# Without a server letters would lie in a folder that goes away with the runner, and count as sent.
if [[ -z "${REGISTERVAKT_SMTP_URL:-}" || "$REGISTERVAKT_SMTP_URL" == folder:* ]]; then
    echo "::error title=Registervakt::The input smtp-url names no mail server, so no letter was sent."
    exit 2
fi

# Asks the remote as the checkout does, else with the token: a checkout need not keep it.
ask() {
    git "$@" 2>/dev/null && return
    local header
    header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')"
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader" GIT_CONFIG_VALUE_0="$header" \
        git "$@"
}

# Beside our own line, never over it: the program merges both. What is not there yet is no failure.
fetch_record() {
    ask fetch --quiet --no-tags origin '+refs/registervakt/*:refs/registervakt/fjern/*'
}

if [[ "$(git rev-parse --is-shallow-repository)" == true ]]; then
    ask fetch --quiet --no-tags --unshallow origin
fi
fetch_record
code=0
"$REGISTERVAKT" --lang "$ANSWER_LANG" --format human --format "markdown=$page" remind --send || code=$?
if [[ -s "$page" ]]; then
    cat "$page" >>"$GITHUB_STEP_SUMMARY"
fi
if ! git rev-parse --quiet --verify "$record" >/dev/null; then
    exit "$code"
fi
for _ in 1 2 3; do
    if ask push --quiet origin "$record"; then
        exit "$code"
    fi
    # Another run was faster: its record is merged, and nobody gets anything twice.
    fetch_record
    "$REGISTERVAKT" --lang "$ANSWER_LANG" remind --send >/dev/null || true
done
echo "::error title=Registervakt::The record of what was sent could not be pushed. The next run may send letters again."
exit 3
