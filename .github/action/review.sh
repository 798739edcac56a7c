#!/usr/bin/env bash
# Reviews BASE...HEAD and tells the workflow: annotations on standard output, the summary of the job, the
# outputs, one comment. It ends as the review does: 0, 1 for findings, 2 for wrong settings, 3 where the review
# could not be done. That the comment cannot be written changes nothing.
#
# Reads REGISTERVAKT (the program), BASE, HEAD, STRICT, FAIL_ON, ANSWER_LANG, COMMENT, SARIF, TOKEN, PULL_REQUEST and
# the runner's variables.
set -euo pipefail

report="$RUNNER_TEMP/registervakt-report.json"
# What the comment is made of: here, or in a second workflow that may write.
told="$RUNNER_TEMP/registervakt-comment"
page="$told/page.md"
rm -rf "$report" "$told"
mkdir -p "$told"
# Git must fail rather than ask for a password.
export GIT_TERMINAL_PROMPT=0

# Ends with a sentence on what is wrong with a setting. The value is not shown: it may hold commands.
refuse() {
    echo "::error title=Registervakt::$1"
    exit 2
}

[[ "$STRICT" == true || "$STRICT" == false ]] || refuse "The input strict is neither true nor false."
[[ "$COMMENT" == true || "$COMMENT" == false ]] || refuse "The input comment is neither true nor false."
[[ "$BASE" != -* && "$BASE" != *..* && "$HEAD" != -* && "$HEAD" != *..* ]] ||
    refuse "The inputs base and head each name one revision."

# Asks the remote, first as the checkout does, then with the token: a checkout need not keep it.
ask() {
    git fetch --quiet --no-tags "$@" 2>/dev/null && return
    local header
    header="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')"
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader" GIT_CONFIG_VALUE_0="$header" \
        git fetch --quiet --no-tags "$@"
}

# Whether a revision is here.
here() {
    git rev-parse --quiet --verify "$1^{commit}" >/dev/null
}

# A checkout holds one commit. The point where both sides meet lies further back, how far nobody knows, so all
# that is missing is fetched. Where it cannot be had the review says so itself, and what would mend it.
fetch_history() {
    if [[ "$(git rev-parse --is-shallow-repository)" == true ]]; then
        ask --unshallow origin '+refs/heads/*:refs/remotes/origin/*' || true
    fi
    local side
    for side in "$BASE" "$HEAD"; do
        if [[ -n "$side" ]] && ! here "$side"; then
            ask origin "$side" || true
            # A branch, named without its remote.
            here "$side" || ask origin "+refs/heads/$side:refs/remotes/origin/$side" || true
        fi
    done
}

# The first push onto a branch comes from nothing, 0000…: then the main branch is the base, as usual.
[[ "$BASE" =~ ^0+$ ]] && BASE=""
fetch_history
[[ -z "$BASE" ]] || here "$BASE" || ! here "origin/$BASE" || BASE="origin/$BASE"
[[ -z "$HEAD" ]] || here "$HEAD" || ! here "origin/$HEAD" || HEAD="origin/$HEAD"

arguments=(--lang "$ANSWER_LANG" --fail-on "$FAIL_ON" --format github
    --format "json=$report" --format "markdown=$page")
[[ -z "$SARIF" ]] || arguments+=(--format "sarif=$SARIF")
arguments+=(review)
[[ "$STRICT" == false ]] || arguments+=(--strict)
[[ -z "$BASE" ]] || arguments+=("$BASE...$HEAD")

code=0
"$REGISTERVAKT" "${arguments[@]}" || code=$?
if [[ ! -s "$report" || ! -s "$page" ]]; then
    # Nothing was reviewed. Never to be taken for a review that found nothing.
    echo "::error title=Registervakt::The review could not be done (exit code $code). The log tells why."
    [[ $code -ne 0 ]] || code=3
    exit "$code"
fi

new='[.registers[].findings[] | select(.status == "new" and .waiver == null) | .level]'
open='[.registers[].duties[] | select(.state == "open")] | length'
{
    echo "verdict=$(jq -r '.verdict // ""' "$report" | tr -d '\r')"
    echo "counts=$(jq -c "$new as \$new | { errors: (\$new | map(select(. == \"error\")) | length),
        warnings: (\$new | map(select(. == \"warning\")) | length),
        notes: (\$new | map(select(. == \"note\")) | length), open: ($open) }" "$report" | tr -d '\r')"
    echo "code=$code"
    echo "lang=$ANSWER_LANG"
} >"$told/outputs"
{
    grep -E '^(verdict|counts)=' "$told/outputs"
    echo "report=$report"
    echo "comment=$told"
} >>"$GITHUB_OUTPUT"
cat "$page" >>"$GITHUB_STEP_SUMMARY"

if [[ "$COMMENT" == true && -n "$PULL_REQUEST" ]]; then
    TOLD="$told" bash "$GITHUB_ACTION_PATH/.github/action/comment.sh" || true
fi
exit "$code"
