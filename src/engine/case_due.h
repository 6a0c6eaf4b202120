/*
 * case_due.h - when a request is due that names a time
 *
 *	if (case_due(message, now_ms, &due_ms)) ...
 *	if (case_due_billing(device, now_ms, &day)) ...
 *
 * Of a future-dated request its ExecutionDateTime; of one that makes a
 * schedule the first run of it that is not past. False: it names no time, or
 * the schedule has ended. The billing day is the next one, after today, on
 * which the calendar of the device closes a period; false: it has none.
 *
 * Source: sections 2.2 and 6.1 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_CASE_DUE_H
#define ENGINE_CASE_DUE_H

#include "model/duis.h"
#include "model/world.h"

bool case_due(const struct duis_message *m, int64_t now_ms, int64_t *due_ms);
bool case_due_billing(const struct world_device *d, int64_t now_ms,
		      int32_t *day);

#endif
