/* xmlsig_verdict.c - the verdicts on a signature, by name */
#include "file/xmlsig.h"

const char *xmlsig_verdict_name(enum xmlsig_verdict v)
{
	static const char *const names[] = {
		[XMLSIG_NONE] = "unsigned",
		[XMLSIG_GOOD] = "good",
		[XMLSIG_BAD] = "bad",
		[XMLSIG_STRANGER] = "unknown signer",
		[XMLSIG_MALFORMED] = "malformed",
		[XMLSIG_UNABLE] = "not checked",
	};

	return names[v];
}
