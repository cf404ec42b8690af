#ifndef W2I_CPUS_H
#define W2I_CPUS_H

/// The CPUs that this process may run on; at least 1.
int w2i_cpus_allowed(void);

#endif
