/*
 * sitrun_unmatched.h - what was pushed and belongs to no case
 *
 *	return sitrun_unmatched(f, "sit.journal");
 *
 * Such a message is acknowledged and kept; here it is listed, with the
 * reason. Gives the status of the program: a list, empty or not, is done.
 */
#ifndef TOOLS_SITRUN_UNMATCHED_H
#define TOOLS_SITRUN_UNMATCHED_H

#include "tools/frame.h"

int sitrun_unmatched(struct frame *f, const char *journal);

#endif
