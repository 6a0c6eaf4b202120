/* The tables are made by build-aux/duis_codes.awk. */
#include "model/duis_codes.h"

#include <string.h>

const struct duis_code duis_code_table[] = {
#include "model/duis_code_table.h"
};
const uint32_t duis_code_count =
	sizeof(duis_code_table) / sizeof(duis_code_table[0]);

const struct duis_alert duis_alert_table[] = {
#include "model/dcc_alert_table.h"
};
const uint32_t duis_alert_count =
	sizeof(duis_alert_table) / sizeof(duis_alert_table[0]);

static const char *const class_names[DUIS_CLASSES] = {
	[DUIS_NO_CODE] = "none",
	[DUIS_SUCCESS] = "success",
	[DUIS_ACKNOWLEDGEMENT] = "acknowledgement",
	[DUIS_WARNING] = "warning",
	[DUIS_AUTHORISATION] = "authorisation",
	[DUIS_VALIDATION] = "validation",
	[DUIS_SERVICE_SPECIFIC_VALIDATION] = "service-specific validation",
	[DUIS_COMMUNICATIONS] = "communications",
	[DUIS_TIMEOUT] = "timeout",
	[DUIS_GENERAL] = "general",
};

const struct duis_code *duis_code_find(struct span code)
{
	for (uint32_t i = 0; i < duis_code_count; i++) {
		if (span_eq(span_of(duis_code_table[i].code), code))
			return &duis_code_table[i];
	}
	return NULL;
}

static bool digits(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

enum duis_class duis_code_class(struct span code)
{
	const struct duis_code *known = duis_code_find(code);

	if (known)
		return known->class;
	if (code.n < 2 || !digits(span_from(code, 1)))
		return DUIS_NO_CODE;
	switch (code.p[0]) {
	case 'I':
		return DUIS_SUCCESS;
	case 'W':
		return DUIS_WARNING;
	case 'E':
		return code.n == 7 ? DUIS_SERVICE_SPECIFIC_VALIDATION :
				     DUIS_GENERAL;
	default:
		return DUIS_NO_CODE;
	}
}

const char *duis_class_name(enum duis_class c)
{
	return class_names[c];
}

/* two digits without a leading zero */
static char *put_part(char *to, const char *two)
{
	if (two[0] != '0')
		*to++ = two[0];
	*to++ = two[1];
	return to;
}

const char *duis_code_service(struct span code, char text[DUIS_SERVICE_TEXT])
{
	char *to = text;

	if (code.n == 7 && strchr("IEW", code.p[0]) &&
	    digits(span_from(code, 1))) {
		to = put_part(to, code.p + 1);
		*to++ = '.';
		to = put_part(to, code.p + 3);
	}
	*to = '\0';
	return text;
}

const struct duis_alert *duis_alert_find(struct span code)
{
	for (uint32_t i = 0; i < duis_alert_count; i++) {
		if (span_eq(span_of(duis_alert_table[i].code), code))
			return &duis_alert_table[i];
	}
	return NULL;
}
