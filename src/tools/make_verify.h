/*
 * make_verify.h - is a release what it says it is, and are its inputs?
 *
 * Reads a release with its digests (file/ppcl_in.h checks those of the
 * rows), then each input that is at hand, and writes what was checked.
 *
 *	status = make_verify(&frame, "ppcl-2.11.json", paths, n);
 */
#ifndef TOOLS_MAKE_VERIFY_H
#define TOOLS_MAKE_VERIFY_H

#include "tools/frame.h"

int make_verify(struct frame *f, const char *path, char **inputs, int n);

#endif
