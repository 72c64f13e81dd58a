"""Cases that other hands wrote from the contract and the domain alone, without seeing the product."""
