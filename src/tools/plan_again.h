/*
 * plan_again.h - the inventory gone over again, an installation at a time
 *
 *	if (!plan_again(s, &(struct plan_scan_pass){ wanted, take, &mine }))
 *		return false;		(the files have changed; said)
 *
 * As it was read the first time: by the scanner, or by the careful reader,
 * and then the kind of a row is looked up in what the first reading learnt.
 * So kinds are those of s->load.estate. Lines are not told.
 */
#ifndef TOOLS_PLAN_AGAIN_H
#define TOOLS_PLAN_AGAIN_H

#include "tools/plan_scan.h"
#include "tools/plan_session.h"

bool plan_again(struct plan_session *s, const struct plan_scan_pass *pass);

#endif
