#!/bin/sh
# Make what `cmake --install` adds beside the program: manual pages and completions of shells.
# usage: manual.sh OUTTURN FOLDER [SCDOC]      without scdoc there are no manual pages
set -eu
outturn=${1:?usage: manual.sh OUTTURN FOLDER [SCDOC]}
folder=${2:?usage: manual.sh OUTTURN FOLDER [SCDOC]}
scdoc=${3:-}
mkdir -p "$folder/man1"
"$outturn" help completion bash --lang en >"$folder/outturn"
"$outturn" help completion zsh --lang en >"$folder/_outturn"
"$outturn" help completion fish --lang en >"$folder/outturn.fish"
case $scdoc in '' | *NOTFOUND) exit 0 ;; esac
"$outturn" help manual --lang en | "$scdoc" >"$folder/man1/outturn.1"
for command in $("$outturn" --help --lang en | sed -n 's/^  \([a-z]*\) [A-Z\[].*/\1/p' | grep -v '^outturn$'); do
    "$outturn" help manual "$command" --lang en | "$scdoc" >"$folder/man1/outturn-$command.1"
done
