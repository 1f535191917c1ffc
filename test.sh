#!/bin/sh
set -e
cmake --preset test -G "Unix Makefiles" && cmake --build --preset test -j2 && ctest --preset test
