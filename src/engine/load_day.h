/*
 * load_day.h - the slots of a local day, and where windows lie in them
 *
 * Windows, base load and limits are told in local time of Great Britain:
 * GMT, and BST from 01:00 UTC on the last Sunday of March to 01:00 UTC on
 * the last Sunday of October. A day has 24 hours, on those two Sundays 23
 * and 25; slots are of equal length, so those days have fewer and more.
 *
 *	struct load_day day;
 *
 *	load_day_init(&day, DATE_NONE, 300);	(a day like any other)
 *	load_day_init(&day, date, 300);		(with what its clocks do)
 *	if (!load_day_arc(&day, &window, false, &from, &slots))
 *		...				(no whole slot in it)
 *	load_day_release(&day);
 *
 * A window that crosses midnight has its two parts at the two ends of the
 * day: the day before ends as this one does. Where clocks go back, a window
 * that holds the hour holds it twice; one with an end inside the hour gets
 * the longest stretch that is wholly inside, the earlier of two. Where they
 * go forward, what falls into the hour is not there.
 *
 * With `utc` a window is told in UTC: BST moves it an hour, in local time.
 */
#ifndef ENGINE_LOAD_DAY_H
#define ENGINE_LOAD_DAY_H

#include <stdbool.h>
#include <stdint.h>
#include "model/load.h"

#define LOAD_SLOT_TEXT	16

struct load_day {
	int32_t date;			/* or DATE_NONE */
	uint32_t slot_s;		/* whole minutes, a part of an hour */
	uint32_t slots;
	uint32_t *minute;		/* by slot: local time it begins at */
	bool *summer;			/* by slot: BST */
	bool changes;			/* clocks change on that day */
};

void load_day_init(struct load_day *day, int32_t date, uint32_t slot_s);
void load_day_release(struct load_day *day);

/* Is the whole slot in [start, end) of the local (or UTC) day? */
bool load_day_within(const struct load_day *day, uint32_t slot,
		     uint32_t start, uint32_t end, bool utc);
bool load_day_arc(const struct load_day *day, const struct load_window *w,
		  bool utc, uint32_t *from, uint32_t *slots);

/* "05:30"; on a day that changes "01:30+01:00". */
const char *load_day_slot(const struct load_day *day, uint32_t slot,
			  char text[LOAD_SLOT_TEXT]);
/* The same for the end of a slot; that of the last one is 24:00. */
const char *load_day_slot_end(const struct load_day *day, uint32_t slot,
			      char text[LOAD_SLOT_TEXT]);

/* Does a group fall due on the day? DATE_NONE: every group does. */
bool load_group_due(const struct load_group *g, int32_t date);

/* Year, month 1 to 12 and day of month of a date. */
void load_day_parts(int32_t date, int *year, int *month, int *day);

#endif
