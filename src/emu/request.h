/*
 * request.h - what a user sent, read with the emulator's own eyes
 *
 * The envelope of a DUIS request: order, types and namespaces checked here
 * and by no code that writes requests. What is in its body is for body.h.
 *
 *	struct emu_request r;
 *	if (!emu_request_read(&r, body, &why)) ...	(HTTP 400, why)
 *	emu_request_release(&r);
 *
 * Spans live as long as the request. Source: section 2.2 of the notes on
 * testing in smets1-tools(7).
 */
#ifndef EMU_REQUEST_H
#define EMU_REQUEST_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"
#include "file/xml.h"
#include "model/srv.h"

#define EMU_SR	"http://www.dccinterface.co.uk/ServiceUserGateway"
#define EMU_RA	"http://www.dccinterface.co.uk/ResponseAndAlert"

struct emu_request {
	struct xml *doc;
	struct span id;			/* RequestID, as it was spelled */
	uint64_t user, target, counter;
	unsigned cv;
	struct span version;		/* schemaVersion */
	struct span reference;
	const struct srv *srv;
	const struct xml_node *body;	/* the element in sr:Body */
	bool pre_command;		/* which is sr:SignedPreCommand */
	bool future;			/* it has an ExecutionDateTime */
	bool cancels;			/* of the year 3000 */
	int64_t execute_ms;
};

bool emu_request_read(struct emu_request *r, struct span bytes,
		      struct buf *why);
void emu_request_release(struct emu_request *r);

/* A child of the body by its name, and the text of it; empty: none. */
const struct xml_node *emu_request_part(const struct emu_request *r,
					const char *name);
struct span emu_request_text(const struct emu_request *r, const char *name);

/* False, and why: "line 3: 'Request/Body/ReadInventory' <text>". */
bool emu_xml_wrong(const struct xml_node *n, const char *text,
		   struct buf *why);

/* Are the children those of the list, in its order? Names end in ? where
 * they may be absent; NULL ends it. What is left over is *rest. */
bool emu_xml_order(const struct xml_node *parent, const char *const *names,
		   const struct xml_node **rest, struct buf *why);

#endif
