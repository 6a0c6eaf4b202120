/* Findings from the code table. */
#include "model/codes.h"

#include <string.h>

#include "base/bug.h"
#include "base/buf.h"

const struct code_info code_table[CODES] = {
#define CODE(name, severity, cause, remedy) \
	{ #name, DIAG_##severity, cause, remedy },
#include "model/codes.def.h"
#undef CODE
};

void code_find(struct diag *d, enum code code, const struct code_place *at,
	       const char *fmt, ...)
{
	const struct code_info *info = &code_table[code];
	struct finding f = {
		.severity = info->severity,
		.code = info->name,
		.file = at->file,
		.line = at->line,
		.position = at->position,
		.column = at->column ? span_of(at->column) : SPAN_EMPTY,
		.value = at->value ? *at->value : SPAN_EMPTY,
		.has_value = at->value != NULL,
	};
	struct buf text = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	f.text = buf_span(&text);
	diag_add(d, &f);
	buf_release(&text);
}

const struct code_info *code_named(const char *name)
{
	for (size_t i = 0; i < CODES; i++) {
		if (strcmp(code_table[i].name, name) == 0)
			return &code_table[i];
	}
	BUG("no such finding code");
}
