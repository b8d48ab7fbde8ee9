"""Does this text tell of an event at all?"""
from thucydides.model.document import Document
def may_tell(document: Document) -> bool:
    return True
