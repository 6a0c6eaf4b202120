/* world_room.h - what the readers of worlds share; nobody else includes it */
#ifndef FILE_WORLD_ROOM_H
#define FILE_WORLD_ROOM_H

#include "file/doc.h"
#include "file/world_fields.h"
#include "file/world_in.h"
#include "model/codes.h"

struct world_reader {
	struct world *w;
	struct doc *doc;
	const char *name;
	struct diag *diag;
	bool ok;
};

typedef void world_value_reader(struct world_reader *r,
				const struct doc_value *v);

/* The place of a member, and the end of a table of fields. */
#define AT(strct, member)	offsetof(struct strct, member)
#define END			{ NULL, FIELD_TEXT, 0, false }

bool world_read_fields(struct world_reader *r, const struct world_field *f,
		       const struct doc_value *v, void *into);
/* Each element of an array; or the value itself, where `one` will do. */
void world_read_each(struct world_reader *r, const struct doc_value *list,
		     bool one, world_value_reader *read);

/* Does it have a billing calendar? Read as WORLD_FREQUENCIES: no. */
void world_set_bills(struct world_device *d);

world_value_reader world_read_fault;
world_value_reader world_read_registration;

#endif
