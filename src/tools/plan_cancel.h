/*
 * plan_cancel.h - the schedules to cancel, as a file beside the plan
 *
 *	ok = plan_cancel_write(&view, path);
 *
 * Goes over the inventory again (tools/plan_again.h), so it must be files,
 * and a row of it one installation. False: it could not be written, or the
 * inventory has changed (said).
 */
#ifndef TOOLS_PLAN_CANCEL_H
#define TOOLS_PLAN_CANCEL_H

#include "tools/plan_view.h"

bool plan_cancel_write(const struct plan_view *v, const char *path);

#endif
