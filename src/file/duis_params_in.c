/* Parameters from JSON. */
#include "file/duis_params_in.h"

#include "base/table.h"
#include "file/doc.h"

static const char *const codes[] = TABLE_CODES("DUIS");

/* What was found, at the place of the cell. */
static void hand_on(const struct diag *from, const struct code_place *at,
		    struct diag *to)
{
	for (size_t i = 0; i < from->found.n; i++) {
		struct finding f = from->found.v[i];

		f.file = at->file;
		f.line = at->line;
		f.position = at->position;
		f.column = at->column ? span_of(at->column) : SPAN_EMPTY;
		diag_add(to, &f);
	}
}

bool duis_params_read(struct span json, const struct code_place *at,
		      struct duis_params *p, struct diag *d)
{
	const struct doc_value *root, *v = NULL;
	struct diag own = DIAG_INIT;
	struct doc *doc;
	bool good;

	if (span_trim(json).n == 0)
		return true;
	doc = doc_read_text(json, at->file ? at->file : "-", &own, codes);
	root = doc_root(doc);
	if (root && doc_is_object(doc, root)) {
		while ((v = doc_next(root, v))) {
			struct span text;

			if (doc_scalar(doc, v, &text))
				duis_params_add(p, doc_key(v), text,
						at->line);
		}
	}
	good = own.count[DIAG_ERROR] == 0;
	hand_on(&own, at, d);
	doc_close(doc);
	diag_release(&own);
	return good;
}
