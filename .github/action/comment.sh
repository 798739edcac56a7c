#!/usr/bin/env bash
# Keeps one comment on a pull request: finds the one of before by its mark and its author, and edits it, or adds
# the first. Where all is well it is folded. Without leave to write (a pull request from a fork) it says where
# the answer stands instead.
#
# Reads TOLD (the folder that the review leaves: page.md and outputs), TOKEN, PULL_REQUEST and the runner's
# variables. The folder may come from a stranger's run: nothing in it is run, and it is all data of the comment.
set -euo pipefail

mark='<!-- registervakt: review -->'
body="$RUNNER_TEMP/registervakt-comment.json"
answer="$RUNNER_TEMP/registervakt-answer.json"

# One output of the review.
output() {
    sed -n "s/^$1=//p" "$TOLD/outputs" | head -n 1
}

case "$(output lang)" in
    en)
        none='No duties follow from the change' met='All duties of the change are met'
        sorry='The comment could not be written here. The whole answer stands in the summary of the job.'
        ;;
    nn)
        none='Ingen plikter følgjer av endringa' met='Alle plikter i endringa er oppfylte'
        sorry='Kommentaren kunne ikkje skrivast her. Heile svaret står i oppsummeringa av jobben.'
        ;;
    *)
        none='Ingen plikter følger av endringen' met='Alle plikter i endringen er oppfylt'
        sorry='Kommentaren kunne ikke skrives her. Hele svaret står i oppsummeringen av jobben.'
        ;;
esac

verdict="$(output verdict)"
folded=""
if [[ "$(output code)" == 0 && "$(output counts | jq '.errors + .warnings + .open')" == 0 ]]; then
    [[ "$verdict" == ingen-plikter ]] && folded="✅ Registervakt: $none"
    [[ "$verdict" == plikter-oppfylt ]] && folded="✅ Registervakt: $met"
fi
jq -Rs --arg mark "$mark" --arg folded "$folded" '{ body: ($mark + "\n" + if $folded == "" then .
    else "<details><summary>" + $folded + "</summary>\n\n" + . + "\n</details>\n" end) }' "$TOLD/page.md" >"$body"

# Calls the service. The token comes through a pipe, for arguments of a program can be seen by others.
call() {
    printf 'Authorization: Bearer %s\n' "$TOKEN" | curl --silent --show-error --max-time 60 \
        --output "$answer" --write-out '%{http_code}' --header @- \
        --header 'Accept: application/vnd.github+json' --header 'X-GitHub-Api-Version: 2022-11-28' "$@" | tr -d '\r'
}

# The number of our comment; nothing where there is none. Other people's comments may hold the mark, too.
find_ours() {
    local query after=null status
    # shellcheck disable=SC2016 # These are variables of GraphQL.
    query='query($owner: String!, $name: String!, $number: Int!, $after: String) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) {
            comments(first: 100, after: $after) {
                pageInfo { hasNextPage endCursor } nodes { databaseId viewerDidAuthor body } } } } }'
    while true; do
        jq -n --arg query "$query" --arg owner "${GITHUB_REPOSITORY%%/*}" --arg name "${GITHUB_REPOSITORY#*/}" \
            --argjson number "$PULL_REQUEST" --argjson after "$after" \
            '{ $query, variables: { $owner, $name, $number, $after } }' >"$body.query"
        status="$(call --request POST --data-binary @"$body.query" "$GITHUB_GRAPHQL_URL")"
        [[ "$status" == 200 ]] || return 1
        jq -e '.data.repository.pullRequest.comments' "$answer" >"$body.comments" || return 1
        after="$(jq -r --arg mark "$mark" \
            'first(.nodes[] | select(.viewerDidAuthor and (.body | startswith($mark))) | .databaseId) // empty' \
            "$body.comments" | tr -d '\r')"
        if [[ -n "$after" ]]; then
            echo "$after"
            return
        fi
        [[ "$(jq .pageInfo.hasNextPage "$body.comments" | tr -d '\r')" == true ]] || return 0
        after="$(jq .pageInfo.endCursor "$body.comments" | tr -d '\r')"
    done
}

issues="$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues"
status=none
if [[ "$PULL_REQUEST" =~ ^[0-9]+$ ]] && ours="$(find_ours)"; then
    if [[ -n "$ours" ]]; then
        status="$(call --request PATCH --data-binary @"$body" "$issues/comments/$ours")"
    else
        status="$(call --request POST --data-binary @"$body" "$issues/$PULL_REQUEST/comments")"
    fi
fi
# Not being able to look is no reason to add: that would make a new comment at each run.
[[ "$status" == 20[01] ]] || echo "::notice title=Registervakt::$sorry"
