#!/usr/bin/env bash
# Gets the program: from the release of this version, checked against its sum; where there is none for this
# machine or this version, it is built. A file that does not match its sum ends the job.
#
# Reads ACTION_REPOSITORY (owner/name) and the runner's variables; writes the output `program`.
set -euo pipefail

home="$RUNNER_TEMP/registervakt"
mkdir -p "$home"
version="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)"
ending=""
case "$RUNNER_OS-$RUNNER_ARCH" in
    Linux-X64) target=x86_64-unknown-linux-musl ;;
    Linux-ARM64) target=aarch64-unknown-linux-musl ;;
    macOS-X64) target=x86_64-apple-darwin ;;
    macOS-ARM64) target=aarch64-apple-darwin ;;
    Windows-X64) target=x86_64-pc-windows-msvc ending=.exe ;;
    *) target="" ;;
esac

# Downloads one file of the release; fails where it is not there.
fetch() {
    curl --silent --show-error --fail --location --retry 3 --max-time 120 --output "$home/$1" \
        "$GITHUB_SERVER_URL/$ACTION_REPOSITORY/releases/download/v$version/$1"
}

# The sum of a file, as 64 digits.
sum() {
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

program="$home/registervakt$ending"
archive="registervakt-$version-$target.tar.gz"
if [[ -n "$target" && -n "$ACTION_REPOSITORY" ]] && fetch SHA256SUMS && fetch "$archive"; then
    expected="$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$home/SHA256SUMS")"
    if [[ -z "$expected" || "$(sum "$home/$archive")" != "$expected" ]]; then
        echo "::error title=Registervakt::The sum of $archive is not the one of the release. It was not run."
        exit 3
    fi
    tar -xzf "$home/$archive" -C "$home" "registervakt$ending"
else
    echo "There is no release v$version for this machine, so the program is built."
    cargo install --locked --path "$GITHUB_ACTION_PATH" --root "$home/built" --target-dir "$home/target"
    program="$home/built/bin/registervakt$ending"
fi
"$program" --version
echo "program=$program" >>"$GITHUB_OUTPUT"
