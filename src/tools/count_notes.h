/*
 * count_notes.h - what a count left out, said
 *
 * Superseded snapshots and replaced reporters are in no row of a tally.
 * count_notes_tell() makes a note of each,
 * and of products under several SMSOs; count_notes_summarise() writes
 * them into --summary, so that nothing is lost between input and output.
 */
#ifndef TOOLS_COUNT_NOTES_H
#define TOOLS_COUNT_NOTES_H

#include "engine/count.h"
#include "tools/load.h"

void count_notes_tell(struct load *l, const struct tally *t,
		      const struct count_notes *notes);
void count_notes_summarise(struct load *l, const struct tally *t,
			   const struct count_notes *notes);

#endif
