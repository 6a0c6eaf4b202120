/*
 * plan_ids.h - single installations: who is attempted first when
 *
 * Goes over the inventory again, once to rank the installations of every
 * class and once to place them (engine/plan_assign.h): 8 bytes an
 * installation, and what it took to read it the first time.
 *
 * plan_ids_write() is --assign, a row for each installation and step, in the
 * order of the inventory. plan_ids_why() says of one installation where it
 * is and why. Both say false, with a finding or message, when they cannot.
 */
#ifndef TOOLS_PLAN_IDS_H
#define TOOLS_PLAN_IDS_H

#include "tools/plan_view.h"

/* Can the files be read again? Else the usage is wrong (said). */
int plan_ids_usage(const struct frame *f, const char *option, char **files,
		   int n);

bool plan_ids_write(const struct plan_view *v, const char *path);

/* The reasons of one installation; false: there is none of that id. */
bool plan_ids_why(const struct plan_view *v, const char *id, struct arena *a,
		  plan_reasons *to);

#endif
