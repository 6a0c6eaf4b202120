/* Any bytes as a policy: no crash, no leak; what was refused says why. */
#include "file/policy_in.h"
#include "memory_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct input_limits limits = { 1u << 22 };
	struct diag d = DIAG_INIT;
	char digest[SHA256_TEXT];
	struct memory_file f;
	struct policy p;
	bool system;

	memory_file_open(&f, data, size);
	policy_init(&p);
	if (!policy_read(&p, f.path, &limits, &d, digest, &system) &&
	    d.count[DIAG_ERROR] == 0 && !system)
		abort();
	policy_release(&p);
	diag_release(&d);
	memory_file_close(&f);
	return 0;
}
