/*
 * body.h - is the body of a request what the schema has at its place?
 *
 * Each element in its order, as often as it must and may be there, one
 * alternative of each choice, each text of its type, no attribute that is
 * not known: by the table model/srv_body.h, which is data, and by no code
 * that writes requests.
 *
 *	if (!emu_body_ok(&request, world, &why)) ...	(HTTP 400, why)
 *
 * The first thing wrong is told, by the path of the element and its line. A
 * signed pre-command holds base64 and nothing else. The world says how the
 * schedules of the MP192 profile spell their elements.
 *
 * Source: sections 2.2, 6.1 and 9 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef EMU_BODY_H
#define EMU_BODY_H

#include <stdbool.h>
#include "base/buf.h"
#include "emu/request.h"
#include "model/world.h"

bool emu_body_ok(const struct emu_request *r, const struct world *w,
		 struct buf *why);

#endif
