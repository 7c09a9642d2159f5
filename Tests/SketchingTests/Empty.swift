import Sketching
