"""Where a verb's parts frame its clause: the auxiliary stands second, the participle or the whole verb at the end."""
