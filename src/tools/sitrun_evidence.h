/*
 * sitrun_evidence.h - evidence packs of sit-run
 *
 *	return sitrun_export(f, "sit.journal", "pack");
 *	return sitrun_verify_evidence(f, "pack");
 *
 * The result is the folder, or that it is what it was; what is said goes to
 * standard error. Both give the status of the program.
 */
#ifndef TOOLS_SITRUN_EVIDENCE_H
#define TOOLS_SITRUN_EVIDENCE_H

#include "tools/frame.h"

int sitrun_export(struct frame *f, const char *journal, const char *path);
int sitrun_verify_evidence(struct frame *f, const char *path);

#endif
